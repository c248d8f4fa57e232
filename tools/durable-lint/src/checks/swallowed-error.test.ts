import { aFunction, testRule } from '../../test/a-rule-tester.ts'

const inStep = (body: string) => aFunction(`await step.run('send-mail', async () => { ${body} })`)

testRule(
  'swallowed-error',
  [
    inStep('try { await send() } catch (error) { logger.error(error); throw error }'),
    { name: 'handled', code: inStep('try { await send() } catch { await sendLater() }') },
    {
      name: 'on failure, where the run has failed already',
      code: aFunction('', 'onFailure: async () => { try { await alert() } catch {} }'),
    },
    { name: 'told by a variable', code: inStep('let ok; try { ok = await send() } catch {} return ok') },
    {
      name: 'another way after it',
      code: inStep('try { return await send() } catch { log.warn("a") } return sendLater()'),
    },
    {
      name: 'a value that tells, and is looked at',
      code: aFunction(
        "const sent = await step.run('send-mail', async () => { try { return await send() } catch { return null } }); if (!sent) throw new Error('a')",
      ),
    },
    {
      name: 'cleaning up on the way to the error',
      code: aFunction(
        "try { await step.run('a', a) } catch (e) { try { await undo() } catch (b) { log.warn(b) } throw e }",
      ),
    },
    {
      name: 'a sleep, which does not fail',
      code: aFunction("try { await step.sleep('wait-a-bit', read(a)) } catch {}"),
    },
    {
      name: 'steps that are made up for',
      code: aFunction("try { await step.run('a', a) } catch { await step.run('undo', undo) }"),
    },
    {
      name: 'an error that is looked at',
      code: inStep('const { error } = await resend.emails.send(mail); if (error) throw error'),
    },
    {
      name: 'a client told to throw',
      code: inStep("await supabase.from('users').insert(user).throwOnError()"),
    },
    {
      name: 'an error that the function looks at',
      code: aFunction(
        "const { error } = await step.run('send-mail', () => resend.emails.send(mail)); if (error) throw new Error('a')",
      ),
    },
    {
      name: 'a status that is looked at',
      code: inStep("const res = await fetch(url); if (!res.ok) throw new Error('a'); return res.json()"),
    },
    { name: 'a response that is handed on', code: inStep('return readAnswer(await fetch(url))') },
    {
      name: 'outcomes that are read',
      code: inStep('const all = await Promise.allSettled(mails); report(all)'),
    },
    {
      name: 'code that is no function of ours',
      code: 'import "inngest"; async function a() { try { await b() } catch {} }',
    },
  ],
  [
    {
      code: inStep('try { await send() } catch (error) { console.error(error) }'),
      errors: [
        {
          message:
            'This step swallows its error and counts as done; throw it on, so that the step is tried again.',
        },
      ],
    },
    { name: 'silently', code: inStep('try { await send() } catch {}'), errors: 1 },
    {
      name: 'with a value that nobody looks at',
      code: inStep('try { await send() } catch { return false }'),
      errors: 1,
    },
    {
      name: 'one of many',
      code: inStep('for (const a of all) { try { await send(a) } catch (e) { log.warn(e); continue } }'),
      errors: 1,
    },
    {
      name: 'around steps',
      code: aFunction("try { await step.run('send-mail', send) } catch (error) { logger.error(error) }"),
      errors: [
        {
          message:
            'A failure in this block is swallowed and the run goes on as if it were done; throw it on, or do what it calls for.',
        },
      ],
    },
    {
      name: 'a rejection',
      code: inStep('await send().catch(console.error)'),
      errors: [{ message: 'This catch only swallows the error; what failed counts as done. Let it throw.' }],
    },
    {
      name: 'a rejection of a step',
      code: aFunction("await step.run('send-mail', send).catch(() => {})"),
      errors: 1,
    },
    {
      name: 'an error that Resend returns',
      code: inStep('await resend.emails.send(mail)'),
      errors: [
        {
          message:
            'resend.emails.send returns its error instead of throwing it, and nobody looks: throw it, or the step counts as done.',
        },
      ],
    },
    {
      name: 'an error that Supabase returns',
      code: inStep("const { data } = await supabase.from('users').select(); return data"),
      errors: 1,
    },
    {
      name: 'an error that is named and not read',
      code: inStep("const { data, error } = await supabase.rpc('a'); return data"),
      errors: 1,
    },
    {
      name: 'an error that goes out of the step unread',
      code: aFunction("await step.run('send-mail', () => resend.emails.send(mail))"),
      errors: 1,
    },
    {
      name: 'a client of the house',
      code: inStep('await crm.contacts.add(user)'),
      options: [{ clients: ['crm.*.add'] }],
      errors: 1,
    },
    {
      name: 'an HTTP error',
      code: inStep("const res = await fetch(url, { method: 'POST' }); return res.json()"),
      errors: [
        {
          message:
            'fetch does not throw on a 4xx or 5xx, and nothing comes of the status: check response.ok, or the step counts as done.',
        },
      ],
    },
    { name: 'a response that nobody takes', code: inStep('await fetch(url)'), errors: 1 },
    { name: 'a response in a chain', code: inStep('return fetch(url).then((res) => res.json())'), errors: 1 },
    {
      name: 'outcomes that nobody reads',
      code: inStep('await Promise.allSettled(mails.map(send))'),
      errors: 1,
    },
  ],
)

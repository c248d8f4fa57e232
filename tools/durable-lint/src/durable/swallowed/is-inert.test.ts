import { aFunction, testRule } from '../../../test/a-rule-tester.ts'

const inStep = (body: string) => aFunction(`await step.run('send-mail', async () => { ${body} })`)

testRule(
  'swallowed-error',
  [
    {
      name: 'an error that is counted',
      code: inStep(
        'const { error } = await resend.emails.send(mail); if (error) { failed.push(mail.id) } return failed',
      ),
    },
    {
      name: 'an error that is logged and thrown',
      code: inStep(
        'const { error } = await resend.emails.send(mail); if (error) { console.error(error); throw error }',
      ),
    },
    {
      name: 'an error that is given back, and looked at',
      code: aFunction(
        "const sent = await step.run('send-mail', async () => { const { error } = await resend.emails.send(mail); return { error } }); if (sent.error) throw new Error('a')",
      ),
    },
    {
      name: 'an answer without data, which is not taken',
      code: inStep(
        "const { data, error } = await supabase.rpc('a'); if (error) console.error(error); if (!data) throw new Error('a')",
      ),
    },
    {
      name: 'an answer that is thrown about where it is missing',
      code: inStep("const { data } = await supabase.rpc('a'); if (!data) throw new Error('a'); return data"),
    },
    {
      name: 'a missing answer that is told of',
      code: inStep(
        "const { data: row } = await supabase.rpc('a'); results.push({ name: 'a', passed: !!row })",
      ),
    },
    {
      name: 'a count that is told of',
      code: inStep("const { count } = await supabase.rpc('a'); results.push({ passed: (count ?? 0) > 0 })"),
    },
    {
      name: 'a status that is given back, and looked at',
      code: aFunction(
        "const ok = await step.run('send-mail', async () => { const res = await fetch(url); return res.ok }); if (!ok) throw new Error('a')",
      ),
    },
    {
      name: 'an error that is known',
      code: inStep("const { error } = await supabase.rpc('a'); if (error?.code === '23505') return"),
    },
    {
      name: 'an error with another way',
      code: inStep("const { error } = await supabase.rpc('a'); error && (await sendLater(error))"),
    },
    {
      name: 'another way for a bad status',
      code: inStep('const res = await fetch(url); if (!res.ok) { await fallBack() }'),
    },
  ],
  [
    {
      name: 'an error of another code that is only logged',
      code: inStep(
        "const { error } = await supabase.rpc('a'); if (error && error.code !== '23505') log.warn(error)",
      ),
      errors: 1,
    },
    {
      name: 'an error that is only logged',
      code: inStep(
        'const { error } = await resend.emails.send(mail); if (error) console.error(error.message)',
      ),
      errors: [
        {
          message:
            'resend.emails.send returns its error instead of throwing it, and nothing comes of it: throw it, or the step counts as done.',
        },
      ],
    },
    {
      name: 'a missing answer that only ends the step',
      code: inStep("const { data } = await supabase.rpc('a'); if (!data) return []; return data"),
      errors: 1,
    },
    {
      name: 'an error that is logged in passing',
      code: inStep('const { error } = await resend.emails.send(mail); error && console.error(error)'),
      errors: 1,
    },
    {
      name: 'an error that only ends the step',
      code: inStep('const result = await resend.emails.send(mail); if (result.error) return; count()'),
      errors: 1,
    },
    {
      name: 'an error that is given back to nobody',
      code: inStep('const { error } = await resend.emails.send(mail); return { error }'),
      errors: 1,
    },
    {
      name: 'an error that ends the step with an answer to nobody',
      code: inStep(
        'const { error } = await resend.emails.send(mail); if (error) { log.warn(error); return { sent: false } } return { sent: true }',
      ),
      errors: 1,
    },
    {
      name: 'a result that is only logged',
      code: inStep('const result = await resend.emails.send(mail); console.log(result)'),
      errors: 1,
    },
    {
      name: 'a status that is only logged',
      code: inStep('const res = await fetch(url); if (!res.ok) { console.error(res.status); return }'),
      errors: 1,
    },
    {
      name: 'a status that is given back to nobody',
      code: inStep('const res = await fetch(url); return { ok: res.ok }'),
      errors: 1,
    },
    { name: 'a response that is given back to nobody', code: inStep('return fetch(url)'), errors: 1 },
    {
      name: 'a response in a longer chain',
      code: inStep('await fetch(url).then(async (res) => { const body = await res.json(); save(body) })'),
      errors: 1,
    },
  ],
)

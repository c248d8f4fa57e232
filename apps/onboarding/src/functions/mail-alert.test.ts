import { noteTrouble } from '@repo/db/alerts'
import { loseFirstAnswer } from '@repo/testing/lose-first-answer'
import { stubOutside } from '@repo/testing/outside-world'
import { env } from 'cloudflare:workers'
import { expect, it, onTestFinished } from 'vitest'
import { db, run } from '../../test/run.ts'

type Sent = { to: string[]; subject: string; html: string; text: string }

/** Mail goes out by Resend for the rest of the test; answers what it was given, each with its idempotency key. */
function byResend() {
  const settings = env as unknown as Record<string, unknown>
  Object.assign(settings, { MAILER: 'resend', RESEND_API_KEY: 're_test' })
  onTestFinished(() => {
    Object.assign(settings, { MAILER: 'capture', OPERATOR_EMAIL: 'operators@example.com' })
  })
  const sent: { key: string | null; mail: Sent }[] = []
  stubOutside({
    'api.resend.com': async (request) => {
      sent.push({ key: request.headers.get('idempotency-key'), mail: await request.json<Sent>() })
      return Response.json({ id: '1' })
    },
  })
  return { sent, settings }
}

const raise = (fingerprint: string, options = {}) =>
  run(
    'mail-alert',
    { name: 'ops/alert.raised', id: 'event-1', data: { kind: 'shard-stuck', fingerprint } },
    options,
  )

it('mails the operators what is the matter, how often, and where to read on', async () => {
  const { sent } = byResend()
  const trouble = { kind: 'shard-stuck', fingerprint: 'shard-stuck', text: '3 webhooks wait in <v1:8>' }
  await noteTrouble(db, trouble, new Date(0))

  expect(await raise('shard-stuck')).toMatchObject({ status: 'completed', output: { status: 'sent' } })

  expect(sent).toMatchObject([{ key: 'alert_event-1', mail: { to: ['operators@example.com'] } }])
  const { mail } = sent[0] ?? {}
  expect(mail?.subject).toBe('Millrace: shard-stuck')
  expect(mail?.text).toContain('3 webhooks wait in <v1:8>\n\n1 ×, first at 1970-01-01T00:00:00.000Z')
  expect(mail?.text).toContain('docs/runbooks/shard-stuck.md')
  expect(mail?.html).toContain('3 webhooks wait in &lt;v1:8&gt;')
})

it('sends under one key although the step runs again', async () => {
  const { sent } = byResend()
  await noteTrouble(db, { kind: 'shard-stuck', fingerprint: 'again', text: 'it waits' }, new Date(0))

  await raise('again', { onStep: loseFirstAnswer })

  expect(sent.map(({ key }) => key)).toEqual(['alert_event-1', 'alert_event-1'])
})

it('mails nobody where no address is set, nor of an alert that is forgotten', async () => {
  const { sent, settings } = byResend()

  const forgotten = await raise('never-raised')
  settings['OPERATOR_EMAIL'] = ''
  const unset = await raise('shard-stuck')

  expect(forgotten.output).toEqual({ skipped: 'the alert is forgotten' })
  expect(unset).toMatchObject({ output: { skipped: 'OPERATOR_EMAIL is not set' }, steps: {} })
  expect(sent).toEqual([])
})

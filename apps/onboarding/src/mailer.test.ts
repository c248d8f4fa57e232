import type { Mail } from '@repo/db/schema'
import { stubOutside } from '@repo/testing/outside-world'
import { expect, it } from 'vitest'
import type { Bindings } from './context.ts'
import { createMailer } from './mailer.ts'

const settings = (values: object) => values as Bindings
const mail = { id: 'mail_1', recipient: 'a@example.com', subject: 's', html: '<p>h</p>', text: 't' } as Mail
const resend = settings({ MAILER: 'resend', RESEND_API_KEY: 're_x', MAIL_FROM: 'us@example.com' })

it('captures without a call to anyone', async () => {
  stubOutside()

  expect(await createMailer(settings({ MAILER: 'capture' }))(mail)).toBe('captured')
})

it('sends by Resend with the mail’s id as idempotency key', async () => {
  const seen: [string | null, unknown][] = []
  stubOutside({
    'api.resend.com': async (request) => {
      seen.push([request.headers.get('idempotency-key'), await request.json()])
      return Response.json({ id: '1' })
    },
  })

  expect(await createMailer(resend)(mail)).toBe('sent')
  expect(seen).toEqual([
    ['mail_1', { from: 'us@example.com', to: ['a@example.com'], subject: 's', html: '<p>h</p>', text: 't' }],
  ])
})

it.each([
  [422, undefined],
  [409, 30],
  [429, 7],
  [500, 30],
])('turns Resend’s %i into an error that says when to try again', async (status, retryAfterSeconds) => {
  stubOutside({
    'api.resend.com': () =>
      new Response('', { status, headers: status === 429 ? { 'retry-after': '7' } : {} }),
  })

  await expect(createMailer(resend)(mail)).rejects.toMatchObject({
    details: retryAfterSeconds ? { retryAfterSeconds } : {},
  })
})

it('names a setting that is missing and never captures in its place', () => {
  expect(() => createMailer(settings({ MAILER: 'resend', MAIL_FROM: 'x' }))).toThrow(
    'the setting RESEND_API_KEY is missing',
  )
  expect(() => createMailer(settings({}))).toThrow('MAILER is capture or resend')
})

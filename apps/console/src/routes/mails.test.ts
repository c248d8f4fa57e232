import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { anOperator, openPage, ORIGIN } from '../../test/open-page.ts'
import { stubEngine } from '../../test/stub-engine.ts'

const press = (id: string, origin = ORIGIN, authorization?: string) =>
  openPage(`/console/mails/${id}/retry`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin },
    ...(authorization && { authorization }),
  })

async function retriesOf(id: string): Promise<object[]> {
  const seen = await (await env.ONBOARDING.fetch('https://onboarding/seen')).json<{ pathname: string }[]>()
  return seen.filter(({ pathname }) => pathname === `/v1/mails/${id}/retry`)
}

it('asks onboarding in the name of who pressed the button, and leads back to the mail', async () => {
  const authorization = await anOperator()

  const response = await press('mail_1', ORIGIN, authorization)

  expect(response.status).toBe(303)
  expect(response.headers.get('location')).toBe('/console?mail=mail_1&notice=mail-accepted')
  expect(await retriesOf('mail_1')).toMatchObject([{ method: 'POST', authorization }])
})

it.each([
  ['mail_out', 'settled', 'it is out'],
  ['mail_broken', 'failed', 'did not take the request'],
  ['mail_down', 'failed', 'did not take the request'],
])('says so when nothing comes of %s', async (id, outcome, words) => {
  stubEngine()

  const location = (await press(id)).headers.get('location') ?? ''

  expect(location).toContain(`notice=mail-${outcome}`)
  expect(await (await openPage(location)).text()).toContain(words)
})

it('does nothing when a form elsewhere presses it', async () => {
  expect((await press('mail_2', 'https://evil.test')).status).toBe(403)
  expect(await retriesOf('mail_2')).toEqual([])
})

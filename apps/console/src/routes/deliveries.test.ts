import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { aDelivery } from '../../test/a-delivery.ts'
import { anOperator, openPage, ORIGIN } from '../../test/open-page.ts'
import { stubEngine } from '../../test/stub-engine.ts'

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

const press = (
  id: string,
  headers: Record<string, string> = { origin: ORIGIN },
  { verb = 'replay', fields = {}, ...more }: { verb?: string; fields?: object; authorization?: string } = {},
) =>
  openPage(`/console/deliveries/${encodeURIComponent(id)}/${verb}`, {
    method: 'POST',
    headers: { ...FORM, ...headers },
    body: new URLSearchParams({ ...fields }).toString(),
    ...more,
  })

/** What the stub of ingress was asked. */
async function askedOf(id: string, verb = 'replay'): Promise<object[]> {
  const response = await env.INGRESS.fetch('https://ingress/seen')
  const seen = await response.json<{ pathname: string }[]>()
  return seen.filter(({ pathname }) => pathname === `/v1/deliveries/${encodeURIComponent(id)}/${verb}`)
}

describe('the replay button', () => {
  it('is there for a delivery, unless that still waits for its announcement', async () => {
    stubEngine()
    const { id } = await aDelivery({ status: 'dead' })
    const waiting = await aDelivery({ status: 'pending' })

    const page = await (await openPage('/console')).text()

    expect(page).toContain(`action="/console/deliveries/${encodeURIComponent(id)}/replay"`)
    expect(page).not.toContain(`action="/console/deliveries/${encodeURIComponent(waiting.id)}/replay"`)
  })

  it('asks ingress in the name of who pressed it, and leads back to the delivery', async () => {
    const authorization = await anOperator()
    const { id } = await aDelivery()

    const response = await press(id, { origin: ORIGIN }, { authorization })

    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe(
      `/console?delivery=${encodeURIComponent(id)}&notice=replay-accepted`,
    )
    expect(await askedOf(id)).toMatchObject([{ method: 'POST', authorization }])
  })

  it.each([
    ['gone', 'replay-gone', 'its body is older than 30 days'],
    ['altered', 'replay-refused', 'its stored bytes do not verify'],
    ['broken', 'failed', 'Nothing was changed'],
    ['down', 'failed', 'Nothing was changed'],
  ])('says so when ingress or the delivery is %s', async (trouble, outcome, words) => {
    stubEngine()
    const { id } = await aDelivery({ id: `stripe:${crypto.randomUUID()}-${trouble}` })

    const location = (await press(id)).headers.get('location') ?? ''

    expect(location).toContain(`notice=${outcome}`)
    expect(await (await openPage(location)).text()).toContain(words)
  })

  it.each([
    { origin: 'https://evil.test' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: 'https://other.millrace.test' },
    { 'content-type': 'text/plain' },
    {},
  ])('does nothing when a form elsewhere presses it: %o', async (headers) => {
    const { id } = await aDelivery()

    const response = await press(id, headers)

    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({ detail: 'the form was not sent from this page' })
    expect(await askedOf(id)).toEqual([])
  })
})

it('only verifies when that is asked', async () => {
  const { id } = await aDelivery()

  const response = await press(id, { origin: ORIGIN }, { fields: { dryRun: 'true' } })

  expect(response.headers.get('location')).toContain('notice=replay-possible')
  expect(await askedOf(id)).toMatchObject([{ search: '?dryRun=true' }])
})

it('files an edited copy as a test and leads to it', async () => {
  const { id } = await aDelivery()

  const response = await press(id, { origin: ORIGIN }, { verb: 'test', fields: { body: '{"a":1}' } })

  expect(response.headers.get('location')).toBe('/console?delivery=stripe%3Atest_1&notice=test-filed')
  expect(await askedOf(id, 'test')).toMatchObject([{ method: 'POST', body: { body: '{"a":1}' } }])
})

import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { aDelivery } from '../../test/a-delivery.ts'
import { anOperator, openPage, ORIGIN } from '../../test/open-page.ts'
import { stubEngine } from '../../test/stub-engine.ts'

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

const press = (id: string, headers: Record<string, string> = { origin: ORIGIN }, authorization?: string) =>
  openPage(`/console/deliveries/${encodeURIComponent(id)}/replay`, {
    method: 'POST',
    headers: { ...FORM, ...headers },
    ...(authorization && { authorization }),
  })

/** What the stub of ingress was asked. */
async function replaysOf(id: string): Promise<object[]> {
  const response = await env.INGRESS.fetch('https://ingress/seen')
  const seen = await response.json<{ pathname: string }[]>()
  return seen.filter(({ pathname }) => pathname === `/v1/deliveries/${encodeURIComponent(id)}/replay`)
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

    const response = await press(id, { origin: ORIGIN }, authorization)

    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe(
      `/console?delivery=${encodeURIComponent(id)}&replay=accepted`,
    )
    expect(await replaysOf(id)).toMatchObject([{ method: 'POST', authorization }])
  })

  it.each([
    ['gone', 'gone', 'its body is older than 30 days'],
    ['broken', 'failed', 'was not replayed'],
    ['down', 'failed', 'was not replayed'],
  ])('says so when ingress or the delivery is %s', async (trouble, outcome, words) => {
    stubEngine()
    const { id } = await aDelivery({ id: `stripe:${crypto.randomUUID()}-${trouble}` })

    const location = (await press(id)).headers.get('location') ?? ''

    expect(location).toContain(`replay=${outcome}`)
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
    expect(await replaysOf(id)).toEqual([])
  })
})

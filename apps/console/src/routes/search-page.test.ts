import { describe, expect, it } from 'vitest'
import { aDelivery } from '../../test/a-delivery.ts'
import { openPage } from '../../test/open-page.ts'

const read = async (path: string) => (await openPage(path)).text()

const rowOf = (id: string) => `href="/console?delivery=${encodeURIComponent(id)}"`

describe('the search', () => {
  it('shows what matches, its count, and the button that replays exactly that', async () => {
    const customerId = `cus_${crypto.randomUUID()}`
    const dead = await aDelivery({ customerId, status: 'dead' })
    const failed = await aDelivery({ customerId, status: 'failed' })
    const handled = await aDelivery({ customerId })

    const page = await read(`/console/deliveries?customer=${customerId}&status=failed%2Cdead&type=`)

    expect(page).toContain(rowOf(dead.id))
    expect(page).toContain(rowOf(failed.id))
    expect(page).not.toContain(rowOf(handled.id))
    expect(page).toContain('2 deliveries match.')
    expect(page).toContain('<input type="hidden" name="expectedCount" value="2"/>')
    expect(page).toContain(`<input type="hidden" name="customer" value="${customerId}"/>`)
    expect(page).toMatch(/<input type="hidden" name="to" value="\d{4}-\d\d-\d\dT[\d:.]+Z"\/>/)
    expect(page).toMatch(/<option value="failed,dead" selected=""/)
  })

  it('leads page by page to the oldest, and gives each once', async () => {
    const customerId = `cus_${crypto.randomUUID()}`
    const all: string[] = []
    for (let i = 0; i < 60; i++) all.push((await aDelivery({ customerId, receivedAt: 1_000 })).id)

    const first = await read(`/console/deliveries?customer=${customerId}`)
    const next = /<a href="([^"]+)" rel="next"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const second = await read(next)

    const isOn = (page: string) => all.filter((id) => page.includes(rowOf(id)))
    expect(isOn(first)).toHaveLength(50)
    expect(isOn(second)).toHaveLength(10)
    expect(new Set([...isOn(first), ...isOn(second)]).size).toBe(60)
    expect(second).not.toContain('rel="next"')
  })

  it('marks an edited copy as the test that it is', async () => {
    const customerId = `cus_${crypto.randomUUID()}`
    await aDelivery({ customerId })
    const real = await read(`/console/deliveries?customer=${customerId}`)
    await aDelivery({ customerId, id: `stripe:test_${crypto.randomUUID()}` })
    const both = await read(`/console/deliveries?customer=${customerId}`)

    expect(real).not.toContain('class="mark"')
    expect(both).toContain('<span class="mark">test</span>')
  })

  it('offers to replay nothing where nothing was asked for, or nothing matches', async () => {
    await aDelivery()

    expect(await read('/console/deliveries')).not.toContain('/console/replays')
    expect(await read('/console/deliveries?customer=cus_none')).not.toContain('/console/replays')
  })

  it('escapes what was typed', async () => {
    const page = await read(`/console/deliveries?type=${encodeURIComponent('"><script>')}&status=lost&from=x`)

    expect(page).toContain('value="&quot;&gt;&lt;script&gt;"')
    expect(page).not.toContain('<script')
  })

  it('needs the scope of an operator', async () => {
    for (const path of ['/console/deliveries', '/console/operations']) {
      expect((await openPage(path, { authorization: null })).status).toBe(401)
    }
  })
})

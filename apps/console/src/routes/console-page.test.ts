import { anOrder } from '@repo/testing/an-order'
import { aSku } from '@repo/testing/a-sku'
import { describe, expect, it, vi } from 'vitest'
import { aDelivery } from '../../test/a-delivery.ts'
import { db, openPage } from '../../test/open-page.ts'
import { aRun, aStep, stubEngine } from '../../test/stub-engine.ts'

const read = async (path: string) => (await openPage(path)).text()

const link = (noun: string, id: string) => `href="/console?${noun}=${encodeURIComponent(id)}"`

const detailOf = (page: string) =>
  page.slice(page.indexOf('aria-label="Detail"'), page.indexOf('The last 24 hours'))

/** A webhook whose run made an order, which a second run works on. */
async function aTrail() {
  const eventId = crypto.randomUUID()
  const delivery = await aDelivery({ eventId })
  const order = await anOrder(db, { id: `ord_${delivery.objectId}`, paymentIntentId: 'pi_1' })
  const webhookRun = aRun({ event_id: eventId })
  const orderRun = aRun({
    event_id: 'event-2',
    function_id: 'billing-process-order',
    status: 'Running',
    steps: [
      aStep({ name: 'charge-payment', status: 'Retrying', attempts: 3, error: { message: 'no funds' } }),
    ],
  })
  stubEngine({
    '/v1/runs': [orderRun, webhookRun],
    [`/v1/events/${eventId}`]: {
      id: `${delivery.id}#0`,
      internal_id: eventId,
      name: 'stripe/webhook.received',
      data: { deliveryId: delivery.id, secret: 'data-of-the-event' },
    },
    [`/v1/events/${eventId}/runs`]: [webhookRun],
    '/v1/events': [
      { id: 'of-another', internal_id: 'event-3', name: 'order/placed', data: { orderId: 'ord_other' } },
      { id: 'of-ours', internal_id: 'event-2', name: 'order/placed', data: { orderId: order.id } },
    ],
    '/v1/events/event-2/runs': [orderRun],
    [`/v1/runs/${webhookRun.run_id}`]: webhookRun,
  })
  return { delivery, eventId, order, webhookRun, orderRun }
}

describe('the overview', () => {
  it('lists deliveries, runs, orders and stock, with links', async () => {
    const { delivery, eventId, order, webhookRun } = await aTrail()
    const sku = await aSku(db, 7)

    const page = await read('/console')

    expect(page).toContain(link('delivery', delivery.id))
    expect(page).toContain(link('event', eventId))
    expect(page).toContain(link('run', webhookRun.run_id))
    expect(page).toContain(link('order', order.id))
    expect(page).toContain(`<time datetime="${new Date(delivery.receivedAt).toISOString()}"`)
    expect(page).toContain(`<th scope="row">${sku}</th><td>7</td>`)
    expect(page).toMatch(
      /Deliveries, 24 h.*handled<\/span><\/dt><dd><a href="\/console\/deliveries\?status=handled">\d/,
    )
  })

  it('escapes what came from outside', async () => {
    const error = { message: '<img src=x onerror=alert(3)>' }
    stubEngine({
      '/v1/runs': [],
      '/v1/events/event-1/runs': [aRun({ status: 'Failed', output: error, steps: [aStep({ error })] })],
    })
    const { id } = await aDelivery({
      id: `stripe:"><img src=x onerror=alert(0)>${crypto.randomUUID()}`,
      type: '<script>alert(1)</script>',
      status: 'dead',
      error: '"><img src=x onerror=alert(2)>',
    })

    const page = await read(`/console?delivery=${encodeURIComponent(id)}`)

    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(page).toContain('&quot;&gt;&lt;img src=x onerror=alert(2)&gt;')
    expect(page).toContain('Last error: &lt;img src=x onerror=alert(3)&gt;')
    expect(page).not.toMatch(/<script|<img/)
  })
})

describe('the detail', () => {
  it('follows a delivery through its runs and steps to its order and the runs of that', async () => {
    const { delivery, eventId, order, webhookRun, orderRun } = await aTrail()

    const detail = detailOf(await read(`/console?delivery=${encodeURIComponent(delivery.id)}`))

    expect(detail).toContain(link('event', eventId))
    expect(detail).toContain(link('run', webhookRun.run_id))
    expect(detail).toMatch(/place-order<\/th>.*completed.*<td>1<\/td><td>120 ms<\/td>/)
    expect(detail).toContain('2.5 s')
    expect(detail).toContain(link('order', order.id))
    expect(detail).toContain('1 × seat')
    expect(detail).toContain('pi_1')
    expect(detail).toContain(link('run', orderRun.run_id))
    expect(detail).toMatch(/charge-payment<\/th>.*retrying.*<td>3<\/td>.*no funds/)
  })

  it('shows headers and every announcement, and the body only when asked', async () => {
    const { delivery } = await aTrail()
    const path = `/console?delivery=${encodeURIComponent(delivery.id)}`

    const detail = detailOf(await read(path))
    const withBody = await read(`${path}&body=true`)

    expect(detail).toContain('stripe-signature: t=1,v1=&lt;b&gt;00')
    expect(detail).toMatch(/#1<\/th>.*handled.*#0<\/th>.*failed.*billing-stripe-webhook.*no such team/)
    expect(detail).toContain(link('run', 'run-of-attempt-0'))
    expect(detail).toContain(`href="${path}&amp;body=true"`)
    expect(detail).not.toContain('note')
    expect(withBody).toContain('{&quot;note&quot;:&quot;&lt;/textarea&gt;&lt;img&gt;&quot;}</textarea>')
  })

  it('says so when ingress tells nothing of a delivery', async () => {
    await aTrail()
    const { id } = await aDelivery({ id: `stripe:${crypto.randomUUID()}-down` })

    const detail = detailOf(await read(`/console?delivery=${encodeURIComponent(id)}`))

    expect(detail).toContain('are not shown: ingress does not answer.')
  })

  it('leads from a run and from an event back to the delivery, and shows no payload', async () => {
    const { delivery, eventId, webhookRun } = await aTrail()

    for (const path of [`/console?run=${webhookRun.run_id}`, `/console?event=${eventId}`]) {
      const page = await read(path)
      const detail = detailOf(page)

      expect(detail).toContain(link('delivery', delivery.id))
      expect(detail).toContain('stripe/webhook.received')
      expect(page).not.toMatch(/data-of-the-event|output-of-the-run/)
    }
  })

  it('shows of a failed run its error alone', async () => {
    const run = aRun({
      status: 'Failed',
      output: { name: 'CardDeclined', message: 'no funds', card: '4242' },
    })
    stubEngine({ '/v1/runs': [run], [`/v1/runs/${run.run_id}`]: run })

    const page = await read(`/console?run=${run.run_id}`)

    expect(page).toContain('CardDeclined: no funds')
    expect(page).not.toContain('4242')
  })

  it('shows an order with its runs', async () => {
    const { order, orderRun } = await aTrail()

    const detail = detailOf(await read(`/console?order=${order.id}`))

    expect(detail).toContain(order.teamId)
    expect(detail).toContain(link('run', orderRun.run_id))
  })

  it.each(['delivery', 'event', 'run', 'order'])('answers 404 for a %s that is not there', async (noun) => {
    stubEngine({ '/v1/runs': [] })

    const response = await openPage(`/console?${noun}=nothing`)

    expect(response.status).toBe(404)
    expect(await response.text()).toContain(`There is no ${noun} <code>nothing</code>`)
  })
})

describe('without the engine', () => {
  it('still shows what D1 knows, and says so in one line', async () => {
    const { delivery, order } = await aTrail()
    vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('connection refused'))

    const response = await openPage(`/console?delivery=${encodeURIComponent(delivery.id)}`)
    const page = await response.text()

    expect(response.status).toBe(200)
    expect(page).toContain('The engine does not answer (it could not be reached)')
    expect(page).toContain(link('delivery', delivery.id))
    expect(page).toContain(link('order', order.id))
  })

  it('waits for it no longer than 3 s', async () => {
    vi.spyOn(globalThis, 'fetch').mockImplementation(
      (_, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(new Error('aborted')))
        }),
    )
    const start = Date.now()

    const page = await read('/console?run=some')

    expect(page).toContain('The engine does not answer (not within 3 s)')
    expect(Date.now() - start).toBeLessThan(4_000)
  })
})

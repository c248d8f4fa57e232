import { describe, expect, it } from 'vitest'
import { receive } from '../../test/receive.ts'
import { concat, sign, utf8 } from '../../test/sign.ts'
import { stripe } from './stripe.ts'

const SECRET = 'whsec_test'
const NOW = new Date()
const NOW_SECONDS = Math.floor(NOW.getTime() / 1000)
const BODY = utf8('{"id":"evt_1","type":"charge.succeeded","data":{"object":{"id":"ch_1"}}}')

const verify = (header: string, body = BODY) =>
  receive(stripe, { headers: { 'stripe-signature': header }, body, setting: SECRET, now: NOW })

const isLetIn = (header: string) => verify(header).then(() => true)

const v1At = (seconds: number, secret = SECRET) => sign(secret, concat(utf8(`${seconds}.`), BODY))

describe('the signature header', () => {
  it('lets in by one right v1 among several, in any order', async () => {
    const right = await v1At(NOW_SECONDS)
    const wrong = await v1At(NOW_SECONDS, 'another secret')

    expect(await isLetIn(`t=${NOW_SECONDS},v1=${right},v1=${wrong}`)).toBe(true)
    expect(await isLetIn(`t=${NOW_SECONDS},v1=${wrong},v1=${right}`)).toBe(true)
    expect(await isLetIn(`v1=${wrong},v1=junk,v1=${right},t=${NOW_SECONDS}`)).toBe(true)
    expect(await isLetIn(`t=${NOW_SECONDS}, v1=${right}`)).toBe(true)
  })

  it('ignores other schemes', async () => {
    const right = await v1At(NOW_SECONDS)

    expect(await isLetIn(`t=${NOW_SECONDS},v0=junk,v1=${right},v2=junk`)).toBe(true)
    await expect(verify(`t=${NOW_SECONDS},v0=${right}`)).rejects.toThrow(
      'the header needs 1 to 8 signatures as v1=',
    )
  })

  it.each([-299, 299, 0])('lets in when it is %i s away from now', async (seconds) => {
    const at = NOW_SECONDS + seconds

    expect(await isLetIn(`t=${at},v1=${await v1At(at)}`)).toBe(true)
  })

  it.each([-301, 301, 60 * 60 * 24 * 365])('is refused when it is %i s away from now', async (seconds) => {
    const at = NOW_SECONDS + seconds

    await expect(verify(`t=${at},v1=${await v1At(at)}`)).rejects.toThrow('more than 300 s away from now')
  })

  it('is refused when its time is not the one that was signed', async () => {
    const v1 = await v1At(NOW_SECONDS - 10)

    await expect(verify(`t=${NOW_SECONDS},v1=${v1}`)).rejects.toThrow('no signature matches')
  })

  it.each([
    ['twice', `t=${NOW_SECONDS},t=${NOW_SECONDS}`],
    ['never', 'x=1'],
    ['empty', 't='],
    ['in words', 't=now'],
    ['negative', `t=-${NOW_SECONDS}`],
    ['beyond all time', 't=9999999999999'],
  ])('is refused when it names its time %s', async (_, time) => {
    await expect(verify(`${time},v1=${await v1At(NOW_SECONDS)}`)).rejects.toThrow('exactly one t=<seconds>')
  })

  it('is refused with more signatures than Stripe ever sends', async () => {
    const right = `v1=${await v1At(NOW_SECONDS)}`

    await expect(verify(`t=${NOW_SECONDS},${Array(9).fill(right).join()}`)).rejects.toThrow(
      '1 to 8 signatures',
    )
  })
})

describe('the identity', () => {
  const identify = async (payload: object) =>
    stripe.identify({ headers: new Headers(), body: utf8(JSON.stringify(payload)), signedId: null })

  it('is the event id, with the type and the object that it is about, in its order', async () => {
    const data = { object: { id: 'ch_1' } }
    const event = { id: 'evt_1', type: 'charge.succeeded', created: 1_764_000_000, data }

    expect(await identify(event)).toEqual({
      id: 'evt_1',
      type: 'charge.succeeded',
      objectId: 'ch_1',
      customerId: null,
      order: { object: 'ch_1', sequence: 1_764_000_000 },
    })
  })

  it.each([
    [{ object: 'invoice', customer: 'cus_1' }, 'cus_1'],
    [{ object: 'invoice', customer: { id: 'cus_1', object: 'customer' } }, 'cus_1'],
    [{ object: 'customer', id: 'cus_1' }, 'cus_1'],
    [{ object: 'price', customer: {} }, null],
  ])('is about the customer that %j names', async (object, customerId) => {
    expect(await identify({ id: 'evt_1', type: 'a.b', data: { object } })).toMatchObject({ customerId })
  })

  it('of a thin event is its own, with the object that it points to', async () => {
    const related_object = { id: 'mtr_1', type: 'billing.meter', url: '/v1/billing/meters/mtr_1' }
    const type = 'v1.billing.meter.error_report_triggered'
    const created = '2026-11-24T16:00:00.999Z'

    const identity = await identify({ id: 'evt_2', object: 'v2.core.event', type, created, related_object })

    expect(identity).toEqual({
      id: 'evt_2',
      type,
      objectId: 'mtr_1',
      customerId: null,
      order: { object: 'mtr_1', sequence: Date.parse('2026-11-24T16:00:00Z') / 1000 },
    })
  })

  it('of a thin event that is also told as a snapshot is that of the snapshot', async () => {
    const thin = { id: 'evt_thin', type: 'v1.charge.succeeded', snapshot_event: 'evt_1' }

    expect(await identify(thin)).toMatchObject({ id: 'evt_1', type: 'v1.charge.succeeded' })
  })

  it('needs no object and no time', async () => {
    expect(await identify({ id: 'evt_1', type: 'v1.billing.meter.no_meter_found' })).toMatchObject({
      objectId: null,
      order: null,
    })
  })

  it.each([undefined, 1, '', 'ch_1', 'evt_', 'evt_1/../2', 'evt_1\n', `evt_${'1'.repeat(251)}`])(
    'refuses the id %j',
    async (id) => {
      await expect(identify({ id, type: 'charge.succeeded' })).rejects.toMatchObject({
        code: 'invalid',
        details: { field: 'id' },
      })
    },
  )

  it.each([undefined, 1, '', 'Charge', 'a b', 'a'.repeat(101)])('refuses the type %j', async (type) => {
    await expect(identify({ id: 'evt_1', type })).rejects.toMatchObject({
      code: 'invalid',
      details: { field: 'type' },
    })
  })
})

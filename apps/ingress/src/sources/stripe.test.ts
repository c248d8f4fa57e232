import { describe, expect, it } from 'vitest'
import { concat, sign, utf8 } from '../../test/sign.ts'
import { stripe } from './stripe.ts'

const SECRET = 'whsec_test'
const NOW = new Date()
const NOW_SECONDS = Math.floor(NOW.getTime() / 1000)
const BODY = utf8('{"id":"evt_1","type":"charge.succeeded","data":{"object":{"id":"ch_1"}}}')

const verify = (header: string, body = BODY) =>
  stripe.verify({ headers: new Headers({ 'stripe-signature': header }), body, secrets: [SECRET], now: NOW })

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
    await expect(verify(`t=${NOW_SECONDS},v0=${right}`)).rejects.toThrow('the header needs 1 to 8 v1=')
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

    await expect(verify(`t=${NOW_SECONDS},v1=${v1}`)).rejects.toThrow('no v1 signature matches')
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

    await expect(verify(`t=${NOW_SECONDS},${Array(9).fill(right).join()}`)).rejects.toThrow('1 to 8 v1=')
  })
})

describe('the identity', () => {
  const identify = (payload: object) => stripe.identify(new Headers(), utf8(JSON.stringify(payload)))

  it('is the event id, with the type and the object that it is about', async () => {
    expect(
      await identify({ id: 'evt_1', type: 'charge.succeeded', data: { object: { id: 'ch_1' } } }),
    ).toEqual({ key: 'stripe:evt_1', type: 'charge.succeeded', objectId: 'ch_1', customerId: null })
  })

  it.each([
    [{ object: 'invoice', customer: 'cus_1' }, 'cus_1'],
    [{ object: 'invoice', customer: { id: 'cus_1', object: 'customer' } }, 'cus_1'],
    [{ object: 'customer', id: 'cus_1' }, 'cus_1'],
    [{ object: 'price', customer: 7 }, null],
  ])('is about the customer that %j names', async (object, customerId) => {
    expect(await identify({ id: 'evt_1', type: 'a.b', data: { object } })).toMatchObject({ customerId })
  })

  it('needs no object', async () => {
    expect(await identify({ id: 'evt_1', type: 'v1.billing.meter.no_meter_found' })).toMatchObject({
      objectId: null,
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

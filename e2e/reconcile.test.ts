import { afterAll, beforeAll, expect, it } from 'vitest'
import { eventually } from './eventually.ts'
import { type House, startHouse, TEAM } from './start-house.ts'

const MINUTE_MS = 60_000

let house: House
beforeAll(async () => {
  house = await startHouse({ sendersClock: () => new Date(Date.now() - 20 * MINUTE_MS) })
  // As if each list had been compared up to an hour ago.
  const hourAgo = Date.now() - 60 * MINUTE_MS
  for (const source of ['stripe', 'github', 'resend']) {
    await house.rows(`INSERT INTO reconciliations (channel, source, compared_to, checked_at)
      VALUES ('${source}', '${source}', ${hourAgo}, ${hourAgo})`)
  }
})
afterAll(() => house.stop())

type Sum = { source: string; healed: number }

async function sumsOf(source: string): Promise<Sum[]> {
  const response = await house.call('/v1/reconciliations')
  const { days } = (await response.json()) as { days: Sum[] }
  return days.filter((sum) => sum.source === source)
}

it('turns a paid checkout whose webhook never came into access', async () => {
  const lineItems = [{ lookupKey: 'seat', quantity: 2 }]
  const { session } = house.stripe.createPaidCheckout({ lineItems, clientReferenceId: TEAM })

  expect((await house.call('/v1/reconciliations/stripe', { method: 'POST' })).status).toBe(202)

  const granted = () =>
    house.rows(`SELECT sku, quantity FROM entitlements WHERE granted_by = 'ord_${session.id}'`)
  expect(await eventually(granted, (rows) => rows.length > 0)).toEqual([{ sku: 'seat', quantity: 2 }])
  expect(
    await eventually(
      () => sumsOf('stripe'),
      (sums) => sums.length > 0,
    ),
  ).toMatchObject([{ expected: 1, received: 0, healed: 1, missing: 0 }])
})

it.each([
  [
    'GitHub',
    'github',
    (isLost: boolean) =>
      house.github.deliver({ event: 'ping', payload: { zen: isLost ? 'again' : 'at once' }, isLost }),
  ],
  [
    'Resend',
    'resend',
    async (isLost: boolean) => {
      const { id } = await house.resend.deliver({
        type: 'email.bounced',
        data: { email_id: 'mail_1' },
        isLost,
      })
      return { guid: id }
    },
  ],
])('has %s bring again what it could not bring, and counts it as healed', async (_, source, deliver) => {
  const { guid } = await deliver(true)
  await deliver(false)
  const shown = () =>
    house.rows(`SELECT id FROM deliveries WHERE sender_id = '${guid}' OR id = '${source}:${guid}'`)
  const ask = () => house.call(`/v1/reconciliations/${source}`, { method: 'POST' })

  await ask()
  expect(await eventually(shown, (rows) => rows.length > 0)).toHaveLength(1)
  await ask()

  const isHealed = (sums: Sum[]) => sums[0]?.healed === 1
  expect(await eventually(() => sumsOf(source), isHealed)).toMatchObject([
    { expected: 2, received: 1, healed: 1, missing: 0 },
  ])
})

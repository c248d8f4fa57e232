import { setTimeout } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import type { RunReport } from '../src/index.ts'
import { aBusyHouse } from './a-busy-house.ts'

const HOUSES = 2
const KILLS = 50
const ORDERS_A_LIFE = 2

it(`loses and doubles nothing over ${HOUSES * KILLS} kills`, async () => {
  const outcomes = await Promise.all(Array.from({ length: HOUSES }, (_, seed) => surviveKills(seed)))

  const count = KILLS * ORDERS_A_LIFE
  const effects = ['charge', 'mail', 'pack', 'post', 'reserve']
  expect(outcomes).toEqual(
    outcomes.map(() => ({
      runs: { 'shop-fulfil Completed': count, 'shop-ship Completed': count, 'shop-tell Completed': count },
      effects: Object.fromEntries(effects.map((name) => [name, count])),
      doubled: [],
    })),
  )
}, 600_000)

async function surviveKills(seed: number) {
  const house = await aBusyHouse(seed)
  onTestFinished(() => house.close())
  // What comes before the first sync starts nothing, as on the server.
  const first = house.start()
  await first.synced
  await first.kill()

  const placed: Promise<void>[] = []
  for (let life = 0; life < KILLS; life++) {
    const orders = Array.from({ length: ORDERS_A_LIFE }, (_, nth) => life * ORDERS_A_LIFE + nth)
    placed.push(...orders.map((order) => house.place(order)))
    await house.liveAndDie()
  }
  const last = house.start()
  await Promise.all(placed)
  const runs = await untilStill(house.runs)
  await last.kill()

  return {
    runs: countEach(runs.map(({ function_id, status }) => `${function_id} ${status}`)),
    // By name, since each is there once for an order.
    effects: countEach([...house.effects.keys()].map((key) => key.split(' ')[1] ?? '')),
    doubled: house.doubled,
  }
}

function countEach(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

/** Nothing runs, and nothing has begun for half a second. */
async function untilStill(list: () => Promise<RunReport[]>): Promise<RunReport[]> {
  for (let seen = -1; ;) {
    await setTimeout(500)
    const runs = await list()
    const isStill = runs.length === seen && runs.every(({ status }) => status !== 'Running')
    if (isStill) return runs
    seen = runs.length
  }
}

import { setTimeout } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import type { RunReport } from '../src/index.ts'
import { aBusyHouse } from './a-busy-house.ts'

const HOUSES = 2
const KILLS = 50
const ORDERS_A_LIFE = 2

it(`loses and doubles nothing over ${HOUSES * KILLS} kills`, async () => {
  await Promise.all(Array.from({ length: HOUSES }, (_, seed) => surviveKills(seed)))
}, 600_000)

async function surviveKills(seed: number) {
  const house = await aBusyHouse(seed)
  onTestFinished(() => house.close())
  const orders = Array.from({ length: KILLS * ORDERS_A_LIFE }, (_, order) => order)
  const placed: Promise<void>[] = []
  // What comes before the first sync starts nothing, as on the server.
  const first = house.start()
  await first.synced
  await first.kill()

  for (let life = 0; life < KILLS; life++) {
    const due = orders.slice(life * ORDERS_A_LIFE, (life + 1) * ORDERS_A_LIFE)
    placed.push(...due.map((order) => house.place(order)))
    await house.liveAndDie()
  }
  const last = house.start()
  await last.synced
  await Promise.all(placed)
  const runs = await untilStill(house.runs)
  await last.kill()

  const countOf = (id: string) => runs.filter(({ function_id }) => function_id === `shop-${id}`).length
  expect(runs.filter(({ status }) => status !== 'Completed')).toEqual([])
  expect(['fulfil', 'ship', 'tell'].map(countOf)).toEqual(orders.map(() => orders.length).slice(0, 3))
  const names = ['reserve', 'charge', 'pack', 'post', 'mail']
  const keys = orders.flatMap((order) => names.map((name) => `${order} ${name}`))
  expect([...house.effects.keys()].toSorted()).toEqual(keys.toSorted())
  expect(house.doubled).toEqual([])
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

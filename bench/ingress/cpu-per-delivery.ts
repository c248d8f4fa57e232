import { setTimeout as sleep } from 'node:timers/promises'
import { cpuUs } from './cpu-us.ts'
import { aWebhook, pour } from './load.ts'
import type { Server } from './serve-workerd.ts'

/** Who is measured: with `allDone` the work that follows the answers counts as well, until there is none. */
export type Contender = { name: string; server: Server; type: string; allDone?: (sent: number) => boolean }

const WARM_UP = 5_000
const A_ROUND = 2_000
const ROUNDS = 11

/**
 * The CPU time that a delivery of 5 KB costs each contender, in microseconds: the median of rounds that they take in turn, so that
 * whatever else the machine does falls on all of them.
 */
export async function cpuPerDelivery(contenders: Contender[], secret: string): Promise<Map<string, number>> {
  const rounds = new Map(contenders.map(({ name }) => [name, [] as number[]]))
  for (const contender of contenders) await run(contender, secret, WARM_UP)
  for (let round = 0; round < ROUNDS; round++) {
    for (const contender of contenders) {
      rounds.get(contender.name)?.push(await run(contender, secret, A_ROUND))
    }
  }
  return new Map([...rounds].map(([name, costs]) => [name, median(costs)]))
}

async function run({ server, type, allDone }: Contender, secret: string, count: number): Promise<number> {
  const webhooks = Array.from({ length: count }, () => aWebhook(secret, type))
  const before = await cpuUs(server.pid)
  await pour(server.url, webhooks)
  for (let waits = 0; waits < 200; waits++) {
    if (allDone?.(count) ?? true) break
    await sleep(50)
  }
  return ((await cpuUs(server.pid)) - before) / count
}

export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

import { rm } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { shardOf } from '../../apps/ingress/src/rules/shard-of.ts'
import { measureSize } from '../size.ts'
import { type Back, serveBack } from './back.ts'
import { type Contender, cpuPerDelivery, median } from './cpu-per-delivery.ts'
import { cpuUs } from './cpu-us.ts'
import { fillShard } from './fill-shard.ts'
import { holdProjection } from './hold-projection.ts'
import { aWebhook, drip, pour, type Webhook } from './load.ts'
import { serveCommon } from './serve-common.ts'
import { type Server, serveWorkerd } from './serve-workerd.ts'

const SECRET = 'whsec_bench'
const HANDLED = 'checkout.session.completed'
const UNHANDLED = 'invoice.created'
const SETTLED_AFTER_MS = 2_000
const PORT = Number(process.env['BENCH_PORT'] ?? 21300)

let nextPort = PORT
const opened: Server[] = []

/**
 * What a webhook costs ingress, beside two baselines in the same run: the floor (a worker that only verifies and inserts into the same
 * kind of shard) and a common stack (Node, Express, Stripe's SDK, SQLite). Ours and the floor are real bundles on bare workerd with
 * Durable Objects on disk. D1 and Inngest are played from outside, so that only our side of them costs.
 */
export async function ingress(): Promise<void> {
  const back = await serveBack(nextPort++)
  try {
    await compareCpu(back)
    await compareLatency(back)
    await growShard(back)
    await countExecutions(back)
    await showSize()
  } finally {
    for (const server of opened) {
      await server.stop()
      await rm(server.dir, { recursive: true, force: true })
    }
    back.stop()
  }
}

async function compareCpu(back: Back): Promise<void> {
  const floor = await serveFloor(back)
  const held = await serveHeld(back)
  const ours = await serveOurs(back)
  const common = await open(serveCommon(nextPort++, { SECRET, ENGINE_URL: back.url, ANNOUNCES: 'false' }))
  const announcing = await open(serveCommon(nextPort++, { SECRET, ENGINE_URL: back.url, ANNOUNCES: 'true' }))

  const contenders: Contender[] = [
    { name: 'floor: verify and insert', server: floor, type: HANDLED },
    { name: 'ingress, until its 202', server: held, type: UNHANDLED },
    { name: 'common stack, until its 202', server: common, type: HANDLED },
    { name: 'ingress, announced and shown', server: ours, type: HANDLED, allDone: allOf(back) },
    { name: 'common stack, announced', server: announcing, type: HANDLED, allDone: allOf(back) },
  ]
  const costs = await cpuPerDelivery(contenders, SECRET)
  console.log('CPU per delivery of 5 KB')
  for (const [name, us] of costs) console.log(`  ${name.padEnd(32)} ${us.toFixed(0).padStart(6)} µs`)

  const ratio = (of: string, to: string) => ((costs.get(of) ?? 0) / (costs.get(to) ?? 1)).toFixed(2)
  const [first, second, third, fourth, fifth] = contenders.map(({ name }) => name)
  console.log(`  floor / ingress, until the 202         ${ratio(first ?? '', second ?? '')}   (aim: 0.85)`)
  console.log(`  common stack / ingress, until the 202  ${ratio(third ?? '', second ?? '')}   (aim: 3)`)
  console.log(`  common stack / ingress, announced      ${ratio(fifth ?? '', fourth ?? '')}`)
}

/** Whether Inngest has as many events more as were sent since it was last asked. */
function allOf(back: Back): (sent: number) => boolean {
  let from = back.events
  return (sent) => {
    if (back.events - from < sent) return false
    from = back.events
    return true
  }
}

async function compareLatency(back: Back): Promise<void> {
  const servers: [string, Server][] = [
    ['floor', await serveFloor(back)],
    ['ingress', await serveOurs(back)],
    [
      'common stack',
      await open(serveCommon(nextPort++, { SECRET, ENGINE_URL: back.url, ANNOUNCES: 'true' })),
    ],
  ]
  console.log('from request to 202, at 100 a second')
  for (const [name, { url }] of servers) {
    await pour(url, webhooks(500, HANDLED))
    // What the warm-up left to announce is not what a hundred a second wait for.
    await sleep(SETTLED_AFTER_MS)
    const took = await drip(url, 100, webhooks(1_500, HANDLED))
    const at = (share: number) => `${(took[Math.floor(took.length * share)] ?? 0).toFixed(1)} ms`
    console.log(`  ${name.padEnd(32)} p50 ${at(0.5).padStart(8)}  p99 ${at(0.99).padStart(8)}`)
  }
}

/** One shard with a thousand deliveries in it, and with a million. */
async function growShard(back: Back): Promise<void> {
  console.log('CPU per delivery by what its shard holds already')
  let small: number | undefined
  for (const stored of [1_000, 1_000_000]) {
    const first = await serveOurs(back)
    await pour(first.url, ofOneShard(20))
    await first.stop()
    await fillShard(first.dir, stored)
    const filled = await serveOurs(back, first.dir)
    await pour(filled.url, ofOneShard(500))
    const rounds: number[] = []
    for (let round = 0; round < 3; round++) {
      const sent = ofOneShard(500)
      const before = await cpuUs(filled.pid)
      await pour(filled.url, sent)
      rounds.push(((await cpuUs(filled.pid)) - before) / sent.length)
    }
    const us = median(rounds)
    const ratio = small === undefined ? '' : `${(us / small).toFixed(2)} ×`
    small ??= us
    console.log(
      `  ${stored.toLocaleString('en').padStart(9)} stored ${us.toFixed(0).padStart(27)} µs ${ratio}`,
    )
  }
}

async function countExecutions(back: Back): Promise<void> {
  const { url } = await serveOurs(back)
  const eventsFor = async (type: string) => {
    const before = back.events
    await pour(url, webhooks(200, type))
    await sleep(SETTLED_AFTER_MS)
    return (back.events - before) / 200
  }
  console.log(
    'events for Inngest per delivery (a run and its steps are what Inngest counts; e2e holds a paid order to 9)',
  )
  console.log(
    `  of a type that nobody handles ${await eventsFor(UNHANDLED)}, of one that is handled ${await eventsFor(HANDLED)}`,
  )
}

async function showSize(): Promise<void> {
  const baseline = await measureSize('bench/baseline/wrangler.toml')
  const ours = await measureSize('apps/ingress/wrangler.toml')
  console.log('bundle and start-up')
  console.log(`  ${ours.gzipKiB.toFixed(0)} KiB gzip (Hono alone ${baseline.gzipKiB.toFixed(0)})`)
  console.log(`  ${ours.startMs.toFixed(0)} ms of CPU to start (Hono alone ${baseline.startMs.toFixed(0)})`)
}

const vars = (back: Back) => ({
  STRIPE_WEBHOOK_SECRET: SECRET,
  INNGEST_BASE_URL: back.url,
  INNGEST_EVENT_KEY: 'bench',
})

const serveFloor = (back: Back) => serve(back, 'bench/ingress/floor/wrangler.toml')

const serveOurs = (back: Back, dir?: string) => serve(back, 'apps/ingress/wrangler.toml', dir)

/** Ours while D1 has been away for long: what is left of a delivery that nobody handles is the way to its 202. */
async function serveHeld(back: Back): Promise<Server> {
  const first = await serveOurs(back)
  await pour(first.url, webhooks(1_500, UNHANDLED))
  await first.stop()
  await holdProjection(first.dir)
  return serveOurs(back, first.dir)
}

const serve = (back: Back, config: string, dir?: string) =>
  open(serveWorkerd(config, { port: nextPort++, backPort: back.port, vars: vars(back) }, dir))

async function open(starting: Promise<Server>): Promise<Server> {
  const server = await starting
  opened.push(server)
  return server
}

const webhooks = (count: number, type: string) => Array.from({ length: count }, () => aWebhook(SECRET, type))

/** Webhooks whose keys all choose the same shard. */
function ofOneShard(count: number): Webhook[] {
  const found: Webhook[] = []
  while (found.length < count) {
    const id = `evt_${crypto.randomUUID().replaceAll('-', '').slice(0, 24)}`
    if (shardOf(`stripe:${id}`) === 'v1:7') found.push(aWebhook(SECRET, HANDLED, id))
  }
  return found
}

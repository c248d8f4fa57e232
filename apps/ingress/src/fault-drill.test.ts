import { env } from 'cloudflare:workers'
import { createExecutionContext, runDurableObjectAlarm } from 'cloudflare:test'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { arrivals, deliveries, type Sent } from '../test/drill/deliveries.ts'
import { Dying } from '../test/drill/dying.ts'
import { failD1, failingBindings, failOrdering } from '../test/drill/failing-bindings.ts'
import { FailingEngine } from '../test/drill/failing-engine.ts'
import { Faults } from '../test/drill/faults.ts'
import { anEngine } from '../test/engine.ts'
import { alarmOf, pass } from '../test/shard.ts'
import { inboxShard } from './inbox/inbox-for.ts'
import worker from './index.ts'
import { shardNames } from './rules/shard-of.ts'
import { watchInbox } from './watch-inbox.ts'

// Real: the door, the 64 shards with their alarms, R2 and D1 as the runtime has them. Played: the senders, Inngest, and whatever fails.
const COUNT = 10_000
const BURST = 1_000
const AT_ONCE = 64
const MINUTE_MS = 60_000

const faults = new Faults(Number(env.DRILL_SEED) || Math.floor(Math.random() * 1_000_000))
const dying = new Dying()
const engine = new FailingEngine(faults, dying)
const bindings = failingBindings(faults)
const accepted = new Set<Sent>()
let refused = 0

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation(() => {})
  }
  anEngine(engine.answer)
  failD1(faults, dying)
  failOrdering(faults)
  await env.DB.exec('CREATE TABLE effects (delivery_id TEXT NOT NULL)')

  await sendAll()
  faults.isOver = true
  await recover()
}, 600_000)

async function sendAll(): Promise<void> {
  const sent: Sent[] = []
  for await (const webhook of deliveries(faults, COUNT)) sent.push(webhook)
  const arriving = arrivals(faults, sent)
  for (let from = 0; from < arriving.length; from += BURST) {
    faults.while += 1
    // Not more at once: on a busy machine they would wait for each other until the door's deadline.
    for (let at = from; at < from + BURST; at += AT_ONCE) {
      await Promise.all(
        arriving.slice(at, Math.min(at + AT_ONCE, from + BURST)).map((webhook) => send(webhook)),
      )
    }
    await work()
    await watchInbox(bindings, new Date())
    pass(2_000)
  }
}

async function send(webhook: Sent): Promise<void> {
  const { source, body, headers } = webhook
  for (;;) {
    const request = new Request(`https://gateway/webhooks/${source}`, { method: 'POST', headers, body })
    const { status } = await worker.fetch(request, bindings, createExecutionContext())
    if (status === 202) return void accepted.add(webhook)
    refused += 1
    if (!webhook.isRetried) return
  }
}

/** One go of every shard's alarm, and of the functions behind it. */
async function work(): Promise<void> {
  // A shard that is killed in its alarm is woken by the watch.
  const alarms = Promise.all(shardNames.map((name) => runAlarm(name).catch(() => {})))
  const areDone = alarms.then(() => true)
  while (!(await Promise.race([areDone, aMoment()]))) await dying.kill()
  await engine.run()
}

const aMoment = () => new Promise<false>((resolve) => setTimeout(() => resolve(false), 5))

/** A second time for what is left over or has changed meanwhile. */
async function runAlarm(name: string): Promise<void> {
  if (await runDurableObjectAlarm(inboxShard(env, name))) await runDurableObjectAlarm(inboxShard(env, name))
}

/** When the trouble is over: minutes pass, then what nobody was heard on is asked for again. */
async function recover(): Promise<void> {
  for (const minutes of [1, 1, 21, 1, 21, 1]) {
    pass(minutes * MINUTE_MS)
    await watchInbox(env, new Date())
    await work()
    await work()
  }
}

const rows = async (query: string) => (await env.DB.prepare(query).all()).results

describe(`ten thousand deliveries while everything fails (again with DRILL_SEED=${faults.seed})`, () => {
  it('something failed at every place, and senders were turned away', () => {
    expect(faults.missed()).toEqual([])
    expect(refused).toBeGreaterThan(0)
    expect(new Set([...accepted].map(({ key }) => key)).size).toBeGreaterThan(COUNT * 0.99)
  })

  it('nothing that was answered 2xx is lost', async () => {
    const effects = new Set((await rows('SELECT delivery_id FROM effects')).map((row) => row['delivery_id']))
    const kept = new Set((await rows('SELECT id FROM deliveries')).map((row) => row['id']))

    const lost = [...accepted].filter(({ key, isHandled }) => !(isHandled ? effects : kept).has(key))

    expect(lost.map(({ key }) => key)).toEqual([])
  })

  it('nothing is handled twice', async () => {
    const twice = await rows(
      'SELECT delivery_id, count(*) AS times FROM effects GROUP BY delivery_id HAVING times > 1',
    )

    expect(twice).toEqual([])
  })

  it('nothing is stuck, and D1 shows how each delivery ended', async () => {
    const shards = await Promise.all(shardNames.map((name) => inboxShard(env, name).wake()))
    const alarms = await Promise.all(shardNames.map((name) => alarmOf(inboxShard(env, name))))
    const shown = await rows(
      'SELECT status, count(*) AS count FROM deliveries GROUP BY status ORDER BY status',
    )

    expect(shards.filter(({ pending, unheard }) => pending + unheard > 0)).toEqual([])
    expect(alarms.filter((alarm) => alarm !== null)).toEqual([])
    expect((await env.BODIES.list({ prefix: 'unfiled/' })).objects).toEqual([])
    expect(shown.map(({ status }) => status)).toEqual(['handled', 'not_handled'])
  })
})

import { env } from 'cloudflare:workers'
import { createScheduledController } from 'cloudflare:test'
import { createDb } from '@repo/db'
import { openReconciliation } from '@repo/db/reconciliations'
import { beforeEach, describe, expect, it } from 'vitest'
import { aDelivery } from '../test/a-delivery.ts'
import { anEngine, announcementsOf } from '../test/engine.ts'
import { alarmOf, forgetAlarm, runDueAlarms } from '../test/shard.ts'
import type { Bindings } from './context.ts'
import type { DeliveryRecord } from './inbox/delivery-record.ts'
import { inboxFor } from './inbox/inbox-for.ts'
import type { ShardHealth } from './inbox/shard.ts'
import worker from './index.ts'
import { shardNames } from './rules/shard-of.ts'
import { watchInbox } from './watch-inbox.ts'

type Wake = () => Promise<ShardHealth>

// Nobody was told of anything yet: within an hour the same is told once.
beforeEach(async () => {
  await env.DB.exec('DELETE FROM alerts')
})

const isWell: ShardHealth = {
  pending: 0,
  oldestDueAt: null,
  unheard: 0,
  projectionFailures: 0,
  secretUses: [],
}

/** Shards that all answer alike, but for those that are named. */
const withShards = (odd: Record<string, Wake>): Bindings => ({
  ...env,
  INBOX: {
    getByName: (name: string) => ({ wake: odd[name] ?? (() => Promise.resolve(isWell)) }),
  } as unknown as Bindings['INBOX'],
})

/** What a person is told when the watch looks now. */
async function alertsOf(bindings: Bindings): Promise<string[]> {
  const { alerts } = anEngine()
  await watchInbox(bindings, new Date())
  return alerts.map((text) => text.replace('Millrace: ', ''))
}

describe('every minute', () => {
  it('a lost alarm is set again, in whichever shard', async () => {
    const engine = anEngine()
    const deliveries = [aDelivery(), aDelivery(), aDelivery()]
    for (const delivery of deliveries) {
      const shard = inboxFor(env, delivery.key)
      await shard.accept(delivery)
      await forgetAlarm(shard)
    }

    await watchInbox(env, new Date())
    for (const { key } of deliveries) await runDueAlarms(inboxFor(env, key))

    for (const { key } of deliveries) expect(announcementsOf(engine, key)).toEqual([0])
    expect(engine.alerts).toEqual([])
  })

  it('each of the 64 shards is asked', async () => {
    const asked: string[] = []
    const remember = (name: string) => () => {
      asked.push(name)
      return Promise.resolve(isWell)
    }

    await alertsOf(withShards(Object.fromEntries(shardNames.map((name) => [name, remember(name)]))))

    expect(asked.toSorted()).toEqual(shardNames.toSorted())
  })

  it('Cloudflare calls it', async () => {
    anEngine()
    const delivery = aDelivery()
    const shard = inboxFor(env, delivery.key)
    await shard.accept(delivery)
    await forgetAlarm(shard)

    await worker.scheduled(createScheduledController({ cron: '* * * * *' }), env)

    expect(await alarmOf(shard)).not.toBeNull()
    await runDueAlarms(shard)
  })
})

describe('a person is told', () => {
  it('nothing while all is well', async () => {
    expect(await alertsOf(env)).toEqual([])
  })

  it('of webhooks that wait for more than five minutes, and of how many', async () => {
    const waiting = (pending: number, seconds: number) => () =>
      Promise.resolve({ ...isWell, pending, oldestDueAt: Date.now() - seconds * 1_000 })

    expect(await alertsOf(withShards({ 'v1:7': waiting(2, 300) }))).toEqual([])
    expect(await alertsOf(withShards({ 'v1:7': waiting(2, 10), 'v1:8': waiting(3, 301) }))).toEqual([
      '3 webhooks wait, the oldest for 301 s, in v1:8',
    ])
  })

  it('of webhooks that wait everywhere as the engine’s trouble, not the shards’', async () => {
    const waiting = () => Promise.resolve({ ...isWell, pending: 1, oldestDueAt: Date.now() - 400_000 })
    const engine = anEngine()

    await watchInbox(withShards(Object.fromEntries(shardNames.map((name) => [name, waiting]))), new Date())

    expect(engine.alerts).toEqual(['Millrace: 64 webhooks wait, the oldest for 400 s'])
    expect(engine.batches.flat()).toMatchObject([{ name: 'ops/alert.raised', data: { kind: 'engine-down' } }])
  })

  it('of a sender that has been silent for too long, and of none that was never heard', async () => {
    const HOUR_MS = 3_600_000
    anEngine()
    const delivery = aDelivery({ receivedAt: Date.now() })
    await inboxFor(env, delivery.key).accept(delivery)
    await runDueAlarms(inboxFor(env, delivery.key))
    const lookIn = async (hours: number) => {
      const { alerts } = anEngine()
      await watchInbox(env, new Date(Date.now() + hours * HOUR_MS))
      return alerts
    }

    expect(await lookIn(6)).toEqual([])
    expect(await lookIn(6.5)).toEqual(['Millrace: no stripe webhook for 6.5 h; one is expected every 6 h'])
    expect(await lookIn(7)).toEqual([])
    expect(await lookIn(7.5)).toEqual(['Millrace: no stripe webhook for 7.5 h; one is expected every 6 h'])
  })

  it('of a door that is shut to its sender, though all that it sends is fetched from its list', async () => {
    const github = aDelivery({ source: 'github', key: 'github:1' })
    const accept = async (more: Partial<DeliveryRecord>) => {
      await inboxFor(env, github.key).accept({ ...github, ...more })
      // Who was heard is noted at the end of a look.
      await alertsOf(env)
      await env.DB.exec('DELETE FROM alerts')
    }
    await accept({ receivedAt: Date.now() - 25 * 3_600_000 })
    await accept({ secretId: null })

    expect(await alertsOf(env)).toEqual(['no github webhook for 25 h; one is expected every 24 h'])
    await accept({})
    expect(await alertsOf(env)).toEqual([])
  })

  it('of a setting that says nothing about silence', async () => {
    expect(await alertsOf({ ...env, EXPECTED_EVERY: 'stripe=often' })).toEqual([
      'the setting EXPECTED_EVERY holds stripe=often; it is written source=6h or source=90m',
    ])
  })

  it('of a setting that expects a sender whom nobody knows', async () => {
    expect(await alertsOf({ ...env, EXPECTED_EVERY: 'strpe=6h' })).toEqual([
      'the setting EXPECTED_EVERY holds strpe; there is no such source',
    ])
  })

  it('of comparisons with a sender that have stopped', async () => {
    const checkedAt = new Date(Date.now() - 3 * 3_600_000 - 1)
    const start = { channel: 'github', source: 'github', comparedTo: checkedAt, checkedAt }
    await openReconciliation(createDb(env.DB), start)

    expect(await alertsOf(env)).toEqual([
      `what github sent was last compared with its own list at ${checkedAt.toISOString()}`,
    ])

    await env.DB.exec('DELETE FROM reconciliations')
  })

  it('of an engine that does not answer, by the alert address itself', async () => {
    const engine = anEngine()
    engine.isUp = false

    await watchInbox(env, new Date())

    expect(engine.alerts).toEqual(['Millrace: Inngest does not answer'])
  })

  it('of a source without a secret', async () => {
    expect(await alertsOf({ ...env, GITHUB_WEBHOOK_SECRET: ' ' })).toEqual([
      'the setting GITHUB_WEBHOOK_SECRET is missing; its webhooks are refused',
    ])
  })

  it('of shards that do not answer', async () => {
    const bindings = withShards({ 'v1:7': () => Promise.reject(new Error('overloaded')) })

    expect(await alertsOf(bindings)).toEqual(['1 of 64 inbox shards do not answer'])
  })

  it('of a D1 that takes nothing any more', async () => {
    const bindings = withShards({
      'v1:7': () => Promise.resolve({ ...isWell, projectionFailures: 5 }),
      'v1:8': () => Promise.resolve({ ...isWell, projectionFailures: 4 }),
    })

    expect(await alertsOf(bindings)).toEqual([
      'D1 takes nothing from 1 inbox shards: the console shows old news',
    ])
  })

  it('of deliveries on which no function says a word', async () => {
    const bindings = withShards({ 'v1:7': () => Promise.resolve({ ...isWell, unheard: 2 }) })

    expect(await alertsOf(bindings)).toEqual([
      '2 webhooks were announced an hour ago and no function has said a word',
    ])
  })

  it('of deliveries that stay in R2', async () => {
    await env.BODIES.put('unfiled/stripe:evt_broken', '{')

    expect(await alertsOf(env)).toEqual(['1 deliveries could not be filed from R2'])

    await env.BODIES.delete('unfiled/stripe:evt_broken')
  })

  it('of each trouble, when R2, a shard, the engine and a secret are gone together', async () => {
    const engine = anEngine()
    engine.isUp = false
    const bindings = {
      ...withShards({ 'v1:7': () => Promise.reject(new Error('overloaded')) }),
      BODIES: { list: () => Promise.reject(new Error('R2 is away')) } as unknown as R2Bucket,
      STRIPE_WEBHOOK_SECRET: '',
    }

    await watchInbox(bindings, new Date())

    expect(engine.alerts).toEqual([
      'Millrace: the check of unfiled failed',
      'Millrace: 1 of 64 inbox shards do not answer',
      'Millrace: Inngest does not answer',
      'Millrace: the setting STRIPE_WEBHOOK_SECRET is missing; its webhooks are refused',
    ])
  })
})

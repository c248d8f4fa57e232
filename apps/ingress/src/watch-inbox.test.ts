import { env } from 'cloudflare:workers'
import { createScheduledController } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import { aDelivery } from '../test/a-delivery.ts'
import { anEngine, announcementsOf } from '../test/engine.ts'
import { alarmOf, forgetAlarm, runDueAlarms } from '../test/shard.ts'
import type { Bindings } from './context.ts'
import { inboxFor } from './inbox/inbox-for.ts'
import type { ShardHealth } from './inbox/shard.ts'
import worker from './index.ts'
import { shardNames } from './rules/shard-of.ts'
import { watchInbox } from './watch-inbox.ts'

type Wake = () => Promise<ShardHealth>

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
      '5 webhooks wait, the oldest for 301 s',
    ])
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

import { alertRaised } from '@repo/events/ops'
import { env } from 'cloudflare:workers'
import { beforeEach, expect, it, vi } from 'vitest'
import { anEngine } from '../../test/engine.ts'
import type { Alert } from './alert.ts'
import { raiseAlert } from './raise-alert.ts'

const HOUR_MS = 3_600_000

const logged: string[] = []

beforeEach(() => {
  logged.length = 0
  vi.spyOn(console, 'error').mockImplementation((line: string) => void logged.push(line))
  vi.spyOn(console, 'warn').mockImplementation(() => {})
})

const anAlert = (): Alert => ({
  kind: 'shard-stuck',
  about: crypto.randomUUID(),
  text: 'the mill stands still',
})

it('is posted to the webhook that is set, with what a machine sorts it by, and logged', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('ok'))
  const alert = anAlert()

  await raiseAlert(env, alert)

  const [url, init] = fetched.mock.calls[0] ?? []
  expect(url).toBe('http://alert.test/')
  expect(JSON.parse(init?.body as string)).toEqual({
    kind: 'shard-stuck',
    fingerprint: `shard-stuck:${alert.about}`,
    text: 'Millrace: the mill stands still',
    occurrences: 1,
    runbook: 'docs/runbooks/shard-stuck.md',
  })
  expect(logged[0]).toContain('alert: the mill stands still')
})

it('is posted to Slack in Slack’s words', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('ok'))

  await raiseAlert({ ...env, ALERT_WEBHOOK_URL: '', SLACK_WEBHOOK_URL: 'http://slack.test/' }, anAlert())

  const [url, init] = fetched.mock.calls[0] ?? []
  expect(url).toBe('http://slack.test/')
  expect(JSON.parse(init?.body as string)).toEqual({ text: 'Millrace: the mill stands still' })
})

it('is told once an hour, and each time becomes an event for who mails it', async () => {
  const engine = anEngine()
  const alert = anAlert()
  const start = Date.now()
  const raiseAt = (ms: number) => raiseAlert(env, alert, new Date(start + ms))

  await raiseAt(0)
  await raiseAt(HOUR_MS - 1)
  await raiseAt(HOUR_MS)

  expect(engine.alerts).toHaveLength(2)
  expect(logged).toHaveLength(3)
  const events = engine.batches.flat()
  expect(events.map(({ data }) => data['fingerprint'])).toEqual(Array(2).fill(`shard-stuck:${alert.about}`))
  expect(new Set(events.map(({ id }) => id)).size).toBe(2)
  await alertRaised.create(events[0]?.data as never).validate()
})

it('is told again as soon as it is raised again where nobody took it, and mailed once an hour all the same', async () => {
  let isAway = true
  const told: string[] = []
  const engine = anEngine(undefined, {
    'alert.test': async (request) => {
      told.push(await request.text())
      return new Response('', { status: isAway ? 503 : 200 })
    },
  })
  const [alert, hour] = [anAlert(), Math.floor(Date.now() / HOUR_MS) * HOUR_MS]

  expect(await raiseAlert(env, alert, new Date(hour))).toBe(false)
  isAway = false
  expect(await raiseAlert(env, alert, new Date(hour + 60_000))).toBe(true)
  expect(await raiseAlert(env, alert, new Date(hour + 120_000))).toBe(true)

  expect(told).toHaveLength(2)
  expect(new Set(engine.batches.flat().map(({ id }) => id)).size).toBe(1)
})

it('is logged alone where no address is set', async () => {
  const engine = anEngine()

  await raiseAlert({ ...env, ALERT_WEBHOOK_URL: '' }, anAlert())

  expect(engine.alerts).toEqual([])
  expect(logged[0]).toContain('alert: the mill stands still')
})

it.each<[string, () => Promise<Response>]>([
  ['is refused', () => Promise.resolve(new Response('no', { status: 500 }))],
  ['finds nobody', () => Promise.reject(new TypeError('network error'))],
])('breaks nothing when it %s', async (_, answer) => {
  vi.spyOn(globalThis, 'fetch').mockImplementation(answer)

  await raiseAlert(env, anAlert())

  expect(logged).toHaveLength(2)
})

it('is told while D1 is away, once an hour as well, and again as soon as it is raised again where nobody took it', async () => {
  let isAway = true
  const { alerts } = anEngine(undefined, {
    'alert.test': async (request) => {
      alerts.push((await request.json<{ text: string }>()).text)
      return new Response('', { status: isAway ? 503 : 200 })
    },
  })
  const DB = {
    prepare: () => {
      throw new Error('D1 is away')
    },
  } as unknown as D1Database
  const [alert, start] = [anAlert(), Date.now()]
  const raiseAt = (ms: number) => raiseAlert({ ...env, DB }, alert, new Date(start + ms))

  expect(await raiseAt(0)).toBe(false)
  isAway = false
  await raiseAt(60_000)
  await raiseAt(120_000)
  await raiseAt(59 * 60_000)
  expect(alerts).toHaveLength(2)

  await raiseAt(62 * 60_000)
  expect(alerts).toHaveLength(3)
})

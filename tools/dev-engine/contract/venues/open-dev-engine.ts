import { setTimeout } from 'node:timers/promises'
import { createEngine, manualClock, type AppSource } from '../../src/index.ts'
import type { Venue, VenueOptions } from './venue.ts'

const START = Date.UTC(2026, 0, 1)
const TICK_MS = 250

/** dev-engine in this process, under a clock that moves only when the script lets time pass. */
export async function openDevEngine(options: VenueOptions): Promise<Venue> {
  const clock = manualClock(START + (options.beginsAtSecond ?? 0) * 1000)
  const apps: AppSource[] = []
  const engineWith = (sources: AppSource[]) =>
    createEngine({
      database: ':memory:',
      apps: sources,
      clock,
      random: () => 0.5,
      ...(!options.hasRealBackoff && { retryDelay: '1s' }),
    })
  let engine = await engineWith([{ url: 'http://contract.test/api/inngest', fetch: (r) => apps[0]?.fetch?.(r) ?? new Response() }])
  const url = await engine.listen({ port: 0 })
  return {
    url,
    workMs: 20,
    now: () => clock.now(),
    async register(app) {
      const source = { url: `http://${app.id}.test/api/inngest`, fetch: app.fetch }
      if (apps.length === 0) {
        apps.push(source)
        return engine.sync().then(() => true, () => false)
      }
      const other = await engineWith([source])
      return other.sync().then(() => true, () => false).finally(() => other.close())
    },
    begin: async () => {},
    async pass(ms) {
      for (let left = ms; left > 0; left -= TICK_MS) {
        await engine.whenIdle()
        clock.advance(Math.min(TICK_MS, left))
        await engine.whenIdle()
      }
    },
    settle: () => setTimeout(20),
    runs: async () =>
      engine.runs().map(({ run_id, function_id, status }) => ({ runId: run_id, functionId: function_id, status })),
    cancel: async () => { throw new Error('cancel is not there yet') },
    rerun: async () => { throw new Error('rerun is not there yet') },
    invoke: async () => { throw new Error('invoke is not there yet') },
    close: () => engine.close(),
  }
}

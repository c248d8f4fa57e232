import { createEngine } from '../create-engine.ts'
import type { AppSource, Engine, EngineOptions } from '../engine.ts'
import { parseDuration } from '../execution/parse-duration.ts'
import type { FaultPlan } from '../faults/create-plan.ts'
import type { PlayedEngine } from './scenario.ts'

export interface RestartingEngine extends PlayedEngine {
  start(): Promise<void>
  stop(): void
}

interface Opened {
  engine: Promise<Engine>
  /** How many had been killed before it. */
  kills: number
  isSynced: boolean
}

/** One after the other on the same state. `options` is asked once the first is to start. */
export function restartingEngine(
  plan: FaultPlan,
  options: () => EngineOptions & { faults?: never },
): RestartingEngine {
  const calls = new Set<Promise<unknown>>()
  let opened: Opened | undefined
  let living: Engine | undefined
  let isStopped = false

  const isDead = ({ kills }: Opened) => killsOf(plan) > kills

  const open = (): Opened => {
    const { apps, ...rest } = options()
    const watched = apps.map((app) => watchedApp(app, calls))
    // Counted first: the very first write may kill it.
    const kills = killsOf(plan)
    return { engine: createEngine({ ...rest, apps: watched, faults: plan }), kills, isSynced: false }
  }

  /** Takes events in; calls its apps only once it is synced. */
  const atHand = async (): Promise<[Engine, Opened]> => {
    for (;;) {
      if (isStopped) throw new Error('the scenario is over')
      if (!opened || isDead(opened)) opened = open()
      const candidate = opened
      try {
        living = await candidate.engine
        return [living, candidate]
      } catch (error) {
        if (!isDead(candidate)) throw error
      }
    }
  }

  /** What the one before has asked of the apps ends first, so that the order of things is always the same. */
  const ready = async (): Promise<[Engine, Opened]> => {
    for (;;) {
      const [engine, candidate] = await atHand()
      if (candidate.isSynced) return [engine, candidate]
      await Promise.allSettled(calls)
      try {
        if (!isDead(candidate)) await engine.sync()
        candidate.isSynced = true
      } catch (error) {
        if (!isDead(candidate)) throw error
      }
    }
  }

  const ask = async <T>(question: (engine: Engine) => Promise<T>): Promise<T> => {
    for (;;) {
      const [engine, candidate] = await ready()
      try {
        return await question(engine)
      } catch (error) {
        if (!isDead(candidate)) throw error
      }
    }
  }

  /** Until one has done all of it and lived. */
  const drive = async <T>(move: (engine: Engine) => Promise<T>): Promise<T> => {
    for (;;) {
      const result = await ask(move)
      if (opened && !isDead(opened)) return result
    }
  }

  const present = () => {
    if (!living) throw new Error('the engine has not started yet')
    return living
  }

  return {
    start: () => drive((engine) => engine.whenIdle()),
    stop() {
      isStopped = true
      living?.kill()
    },
    async fetch(request) {
      for (;;) {
        const [engine, candidate] = await atHand()
        const answer = await engine.fetch(request.clone())
        if (!isDead(candidate)) return answer
      }
    },
    send: (events) => ask((engine) => engine.send(events)),
    invoke: (functionId, data) => ask((engine) => engine.invoke(functionId, data)),
    runs: {
      find: (query) => present().runs.find(query),
      get: (runId) => present().runs.get(runId),
      waitFor: (query, waiting) => ask((engine) => engine.runs.waitFor(query, waiting)),
      cancel: (runId) => ask((engine) => engine.runs.cancel(runId)),
      rerun: (runId) => ask((engine) => engine.runs.rerun(runId)),
    },
    get events() {
      return present().events
    },
    executions: () => present().executions(),
    now: () => present().now(),
    async advance(duration) {
      const ms = typeof duration === 'number' ? duration : parseDuration(duration)
      const until = present().now() + ms
      await drive((engine) => engine.runUntil(until))
    },
    runUntil: (date) => drive((engine) => engine.runUntil(date)),
    runUntilIdle: () => drive((engine) => engine.runUntilIdle()),
    whenIdle: () => drive((engine) => engine.whenIdle()),
  }
}

function killsOf({ struck }: FaultPlan): number {
  return struck.filter(({ fault }) => fault === 'killed').length
}

function watchedApp(app: AppSource, calls: Set<Promise<unknown>>): AppSource {
  const fetch = app.fetch ?? ((request: Request) => globalThis.fetch(request))
  return {
    ...app,
    fetch: async (request, bindings) => {
      const call = Promise.resolve(fetch(request, bindings))
      calls.add(call)
      return call.finally(() => calls.delete(call))
    },
  }
}

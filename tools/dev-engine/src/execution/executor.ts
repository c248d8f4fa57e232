import type { EngineContext } from '../context.ts'
import type { CallJob } from '../store/jobs.ts'
import { applyAnswer } from './apply-answer.ts'
import { callApp } from './call-app.ts'
import { slotCounter } from './slot-counter.ts'
import { waitingCalls } from './waiting-calls.ts'
import { wakeSteps } from './wake-steps.ts'

// As many as the Dev Server has workers; a local worker chokes on thousands.
const MAX_CALLS = 100

export interface Executor {
  /** Starts whatever is due. To be called after everything that may have made something due. */
  pump(): void
  whenIdle(): Promise<void>
  /** Starts nothing more, and waits for what is under way. */
  stop(): Promise<void>
}

/** What is executing is known to this process alone, so after a crash the same jobs are simply due again. */
export function createExecutor(context: EngineContext): Executor {
  const { store, registry, clock } = context
  const waiting = waitingCalls()
  const slots = slotCounter()
  const executing = new Set<CallJob>()
  let lastSeen = { dueAt: 0, id: 0 }
  let idleWaiters: (() => void)[] = []
  let cancelTimer = () => {}
  let isStopped = false

  const hasRoom = (call: CallJob) => {
    const fn = registry.findCallable(call.functionId)
    return fn !== undefined && slots.hasRoom(fn, call.slots)
  }

  const takeNext = () => {
    const take = () => (executing.size < MAX_CALLS ? waiting.take(hasRoom) : undefined)
    let call = take()
    // Its run may have ended while it waited.
    while (call && !store.jobs.has(call.id)) call = take()
    return call
  }

  const execute = async (call: CallJob) => {
    executing.add(call)
    slots.take(call.slots)

    const startedAt = clock.now()
    const answer = await callApp(context, call)
    store.transaction(() => applyAnswer(context, { job: call, startedAt }, answer))

    executing.delete(call)
    slots.free(call.slots)
    pump()
  }

  const pump = () => {
    if (!isStopped) {
      // One moment for all of it: what falls due in between must be seen by the timer.
      const now = clock.now()
      wakeSteps(context, now)
      for (const call of store.jobs.dueCalls(now, lastSeen)) {
        waiting.add(call)
        lastSeen = call
      }
      for (let call = takeNext(); call; call = takeNext()) void execute(call)
      armTimer(now)
    }
    if (executing.size > 0) return
    for (const resolve of idleWaiters) resolve()
    idleWaiters = []
  }

  const armTimer = (now: number) => {
    cancelTimer()
    const dueAt = store.jobs.nextDueAt(now)
    cancelTimer = dueAt === null ? () => {} : clock.setTimer(dueAt, pump)
  }

  const whenIdle = async () => {
    if (executing.size > 0) await new Promise<void>((resolve) => idleWaiters.push(resolve))
  }

  return {
    pump,
    whenIdle,
    async stop() {
      isStopped = true
      cancelTimer()
      await whenIdle()
    },
  }
}

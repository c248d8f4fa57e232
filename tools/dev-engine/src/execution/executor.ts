import type { EngineContext } from '../context.ts'
import type { Job } from '../store/jobs.ts'
import { applyAnswer } from './apply-answer.ts'
import { callApp } from './call-app.ts'
import { slotCounter } from './slot-counter.ts'
import { waitingCalls, type WaitingCall } from './waiting-calls.ts'
import { wakeStep } from './wake-step.ts'

export interface Executor {
  /** Starts whatever is due. To be called after everything that may have made something due. */
  pump(): void
  /** Rejects when the engine dies first. */
  whenIdle(): Promise<void>
  /** Starts nothing more, and waits for what is under way. */
  stop(): Promise<void>
  /** Starts nothing more and waits for nothing: answers that still come are not heard. */
  kill(reason: Error): void
}

export interface ExecutorOptions {
  maxCalls: number
  shuffle: boolean
  /** A change that could not be made is the end of the engine: it would forget what it has told others. */
  onBroken: (error: Error) => void
}

/** What is executing is known to this process alone, so after a crash the same jobs are simply due again. */
export function createExecutor(context: EngineContext, options: ExecutorOptions): Executor {
  const { store, registry, clock, random } = context
  const waiting = waitingCalls(options.shuffle ? random : null)
  const slots = slotCounter()
  const executing = new Set<WaitingCall>()
  let idleWaiters: PromiseWithResolvers<void>[] = []
  let timer: { at: number; cancel: () => void } | null = null
  let isStopped = false
  let death: Error | null = null

  const hasRoom = (call: WaitingCall) => {
    const fn = registry.findCallable(call.functionId)
    return fn !== undefined && slots.hasRoom(fn, call.slots)
  }

  const takeNext = () => {
    const take = () => (executing.size < options.maxCalls ? waiting.take(hasRoom) : undefined)
    let call = take()
    // Its run may have ended while it waited.
    while (call && !store.jobs.has(call.id)) call = take()
    return call
  }

  const execute = async (call: WaitingCall) => {
    executing.add(call)
    slots.take(call.slots)

    const startedAt = clock.now()
    const answer = await callApp(context, call)
    if (death) return
    guarded(() => store.transaction(() => applyAnswer(context, { job: call, startedAt }, answer)))

    executing.delete(call)
    slots.free(call.slots)
    pump()
  }

  const guarded = (change: () => void) => {
    try {
      change()
    } catch (error) {
      options.onBroken(error instanceof Error ? error : new Error(String(error)))
    }
  }

  const handOut = (job: Job) => {
    if (job.kind === 'wake') {
      store.transaction(() => wakeStep(context, job))
      return
    }
    const run = store.runs.find(job.runId)
    if (run) waiting.add({ ...job, functionId: run.functionId, slots: run.slots })
  }

  const pump = () => {
    if (!isStopped) guarded(startWhatIsDue)
    if (executing.size > 0) return
    for (const { resolve } of idleWaiters) resolve()
    idleWaiters = []
  }

  const startWhatIsDue = () => {
    // One moment for all of it: what falls due in between must be seen by the timer.
    const now = clock.now()
    for (let job = store.jobs.takeDue(now); job; job = store.jobs.takeDue(now)) handOut(job)
    for (let call = takeNext(); call; call = takeNext()) void execute(call)
    armTimer()
  }

  const armTimer = () => {
    const at = store.jobs.nextDueAt()
    if (timer?.at === at) return
    timer?.cancel()
    timer = at === null ? null : { at, cancel: clock.setTimer(at, ring) }
  }

  const ring = () => {
    timer = null
    pump()
  }

  const whenIdle = async () => {
    if (death) throw death
    if (executing.size === 0) return
    const waiter = Promise.withResolvers<void>()
    idleWaiters.push(waiter)
    await waiter.promise
  }

  return {
    pump,
    whenIdle,
    async stop() {
      isStopped = true
      timer?.cancel()
      if (!death) await whenIdle()
    },
    kill(reason) {
      isStopped = true
      death = reason
      timer?.cancel()
      for (const { reject } of idleWaiters) reject(reason)
      idleWaiters = []
    },
  }
}

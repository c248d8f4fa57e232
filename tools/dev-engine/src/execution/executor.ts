import type { EngineContext } from '../context.ts'
import type { Job } from '../store/jobs.ts'
import { applyAnswer } from './apply-answer.ts'
import { callApp } from './call-app.ts'
import { slotCounter } from './slot-counter.ts'
import { waitingCalls, type WaitingCall } from './waiting-calls.ts'
import { isToBeLetIn, letIn, letInAt } from './let-in.ts'
import { ringJob } from './ring-job.ts'

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
  // When a throttle next lets one of the waiting calls in.
  let nextLetInAt = Infinity

  const hasRoom = (call: WaitingCall) => {
    const fn = registry.findCallable(call.functionId)
    if (fn === undefined || !slots.hasRoom(fn, call.slots)) return false
    const at = letInAt(context, call)
    if (at <= clock.now()) return true
    nextLetInAt = Math.min(nextLetInAt, at)
    return false
  }

  const takeNext = () => {
    const take = () => (executing.size < options.maxCalls ? waiting.take(hasRoom) : undefined)
    let call = take()
    // Its run may have ended while it waited.
    while (call && !store.jobs.find(call.id)) call = take()
    return call
  }

  const execute = async (call: WaitingCall) => {
    executing.add(call)
    slots.take(call.slots)

    const startedAt = clock.now()
    if (isToBeLetIn(context, call)) guarded(() => store.transaction(() => letIn(context, call)))
    // It may have died at that very write, and a dead engine asks nobody.
    if (death) return
    const answer = await callApp(context, call)
    if (death) return
    guarded(() => store.transaction(() => applyAnswer(context, { job: asOfNow(call), startedAt }, answer)))

    executing.delete(call)
    slots.free(call.slots)
    pump()
  }

  /** A checkpoint may have given the call its attempts back. */
  const asOfNow = (call: WaitingCall): WaitingCall => {
    const job = store.jobs.findCall(call.id)
    return job ? { ...call, attempt: job.attempt } : call
  }

  const guarded = (change: () => void) => {
    try {
      change()
    } catch (error) {
      options.onBroken(error instanceof Error ? error : new Error(String(error)))
    }
  }

  const handOut = (job: Job) => {
    if (job.kind !== 'call') {
      store.transaction(() => ringJob(context, job))
      return
    }
    const run = store.runs.find(job.runId)
    if (!run) return
    const { functionId, slots, throttleKey } = run
    waiting.add({ ...job, functionId, slots, throttleKey })
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
    nextLetInAt = Infinity
    for (let call = takeNext(); call; call = takeNext()) void execute(call)
    armTimer()
  }

  const armTimer = () => {
    const at = Math.min(store.jobs.nextDueAt() ?? Infinity, Math.ceil(nextLetInAt))
    if (timer?.at === at) return
    timer?.cancel()
    timer = at === Infinity ? null : { at, cancel: clock.setTimer(at, ring) }
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

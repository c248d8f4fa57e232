import type { Journal } from './create-journal.ts'
import { createTable, type Index } from './create-table.ts'
import { dueHeap } from './due-heap.ts'
import { groupIndex } from './group-index.ts'
import { sortableKey } from './sortable-key.ts'

interface Due {
  id: number
  dueAt: number
}

/** `call` asks the app to go on; `wake` ends a sleep, or a wait that nothing else has ended. */
export interface StepJob extends Due {
  kind: 'call' | 'wake'
  runId: string
  stepId: string
  attempt: number
  /** The run goes on after this job, whatever else is under way. */
  isRace: boolean
}

export interface CallJob extends StepJob {
  kind: 'call'
  /** Among the calls that are due, the one of the lowest rank goes first: milliseconds since 1970. */
  rank: number
  /** Its run has been let in, so no throttle keeps it any more. */
  isLetIn: boolean
}

export interface WakeJob extends StepJob {
  kind: 'wake'
}

/** Cancels a run that has not started, or not ended, by then. */
export interface TimeoutJob extends Due {
  kind: 'start-timeout' | 'finish-timeout'
  runId: string
}

/** Starts the run of a debounce that has come to rest, or of a batch that did not fill up. */
export interface GatherJob extends Due {
  kind: 'debounce' | 'batch'
  /** Of the debounce or the batch. */
  key: string
}

export type Job = CallJob | WakeJob | TimeoutJob | GatherJob
export type NewJob = Job extends infer J ? (J extends Job ? Omit<J, 'id'> : never) : never

export function jobsTable(journal: Journal, newNumber: () => number) {
  const steps = groupIndex<Job>(
    (job) => (job.kind === 'call' || job.kind === 'wake' ? job.runId : null),
    ({ id }) => id,
  )
  const timeouts = groupIndex<Job>(
    (job) => (job.kind === 'start-timeout' || job.kind === 'finish-timeout' ? job.runId : null),
    ({ id }) => id,
  )
  const due = dueHeap<Job>()
  const byTime: Index<Job> = {
    // What is removed stays in the heap until its time, and is passed over then. No job changes its time.
    change(before, after) {
      if (after && !before) due.push(after)
    },
  }
  const indexes = [steps, timeouts, byTime]
  const table = createTable<Job>(journal, 'jobs', ({ id }) => sortableKey(id), indexes)

  const find = (id: number) => table.get(sortableKey(id))
  const next = () => {
    for (let job = due.peek(); job && !find(job.id); job = due.peek()) due.pop()
    return due.peek()
  }
  const remove = (id: number) => table.remove(sortableKey(id))
  const listOfRun = (runId: string) => steps.list(runId) as (CallJob | WakeJob)[]

  return {
    table,
    /** Gives its id. */
    save(job: NewJob): number {
      const id = newNumber()
      table.save({ ...job, id })
      return id
    },
    replace: (job: CallJob) => table.save(job),
    remove,
    removeOfRun(runId: string): void {
      for (const { id } of [...steps.list(runId), ...timeouts.list(runId)]) remove(id)
    },
    removeStartTimeout(runId: string): void {
      for (const { id, kind } of timeouts.list(runId)) if (kind === 'start-timeout') remove(id)
    },
    find,
    findCall(id: number): CallJob | undefined {
      const job = find(id)
      return job?.kind === 'call' ? job : undefined
    },
    /** Calls and wakes, which are what a run goes on from. */
    listOfRun,
    countOfRun: (runId: string) => steps.count(runId),
    findOfStep: (runId: string, stepId: string) => listOfRun(runId).find((job) => job.stepId === stepId),
    /** The next that is due. Each is handed out once; it stays in the table until somebody removes it. */
    takeDue(now: number): Job | undefined {
      const job = next()
      if (!job || job.dueAt > now) return undefined
      due.pop()
      return find(job.id)
    },
    /** Of those that have not been handed out. */
    nextDueAt: (): number | null => next()?.dueAt ?? null,
  }
}

import type { Journal } from './create-journal.ts'
import { createTable, type Index } from './create-table.ts'
import { dueHeap } from './due-heap.ts'
import { groupIndex } from './group-index.ts'
import { sortableKey } from './sortable-key.ts'

export interface Job {
  id: number
  /** `call` asks the app to go on; `wake` ends a sleep, or a wait that nothing else has ended. */
  kind: 'call' | 'wake'
  runId: string
  stepId: string
  attempt: number
  /** The run goes on after this job, whatever else is under way. */
  isRace: boolean
  dueAt: number
}

export function jobsTable(journal: Journal, newNumber: () => number) {
  const ofRun = groupIndex<Job>(
    ({ runId }) => runId,
    ({ id }) => id,
  )
  const due = dueHeap<Job>()
  // What is removed stays in the heap until its time, and is passed over then.
  const byTime: Index<Job> = {
    change(_, job) {
      if (job) due.push(job)
    },
  }
  const table = createTable<Job>(journal, 'jobs', ({ id }) => sortableKey(id), [ofRun, byTime])

  const has = (id: number) => table.get(sortableKey(id)) !== undefined
  const next = () => {
    for (let job = due.peek(); job && !has(job.id); job = due.peek()) due.pop()
    return due.peek()
  }
  const remove = (id: number) => table.remove(sortableKey(id))

  return {
    table,
    save: (job: Omit<Job, 'id'>) => table.save({ ...job, id: newNumber() }),
    remove,
    removeOfRun: (runId: string) => ofRun.list(runId).forEach(({ id }) => remove(id)),
    has,
    listOfRun: (runId: string) => ofRun.list(runId),
    countOfRun: (runId: string) => ofRun.count(runId),
    findOfStep: (runId: string, stepId: string) => ofRun.list(runId).find((job) => job.stepId === stepId),
    /** The next that is due. Each is handed out once; it stays in the table until somebody removes it. */
    takeDue(now: number): Job | undefined {
      const job = next()
      return job && job.dueAt <= now ? due.pop() : undefined
    },
    /** Of those that have not been handed out. */
    nextDueAt: (): number | null => next()?.dueAt ?? null,
  }
}

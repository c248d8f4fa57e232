import type { EngineContext } from '../context.ts'
import { releaseGather } from '../flow/release-gather.ts'
import { cancelRun } from '../runs/cancel-run.ts'
import type { CallJob, Job } from '../store/jobs.ts'
import { wakeStep } from './wake-step.ts'

/** Does what a job that is no call was waiting to do. Call it inside a transaction. */
export function ringJob(context: EngineContext, job: Exclude<Job, CallJob>): void {
  switch (job.kind) {
    case 'wake':
      wakeStep(context, job)
      break
    case 'start-timeout':
    case 'finish-timeout':
      cancelRun(context, job.runId)
      break
    case 'debounce':
    case 'batch': {
      const gather = context.store.gathers.find(job.key)
      if (gather) releaseGather(context, gather)
      break
    }
  }
}

import type { EngineContext } from '../context.ts'
import { NotFound } from '../not-found.ts'
import type { Run } from '../store/runs.ts'

export function getRun({ store }: Pick<EngineContext, 'store'>, runId: string): Run {
  const run = store.runs.find(runId)
  if (!run) throw new NotFound(`run ${runId}`)
  return run
}

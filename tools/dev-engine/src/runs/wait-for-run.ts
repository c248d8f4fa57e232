import { isVirtual } from '../clock/virtual-clock.ts'
import type { ClockDriver } from '../clock/drive-clock.ts'
import type { EngineContext } from '../context.ts'
import { parseDuration } from '../execution/parse-duration.ts'
import type { RunReport } from '../reports/run-report.ts'
import { findRuns, type RunsQuery } from './runs-query.ts'

const REAL_TIMEOUT_MS = 10_000
const MOST_SEEN = 5

export class RunNotSeen extends Error {
  override readonly name = 'RunNotSeen'
}

export async function waitForRun(
  context: EngineContext,
  { driver, dying }: { driver: ClockDriver; dying: AbortSignal },
  query: RunsQuery,
  timeout: string | number | undefined,
): Promise<RunReport> {
  const { clock } = context
  const timeoutMs = typeof timeout === 'string' ? parseDuration(timeout) : timeout
  const find = () =>
    findRuns(context, query).find(({ status }) => query.status !== undefined || status !== 'Running')

  if (isVirtual(clock)) {
    await driver.runWhile(() => find() !== undefined, clock.now() + (timeoutMs ?? Infinity))
  } else {
    await untilTrue(context, dying, () => find() !== undefined, timeoutMs ?? REAL_TIMEOUT_MS)
  }
  const found = find()
  if (found) return found
  const waited = timeoutMs === undefined && isVirtual(clock) ? 'nothing is pending any more' : 'in time'
  throw new RunNotSeen(`no run ${wanted(query)}, ${waited}; seen: ${seen(findRuns(context, {}))}`)
}

/** Asks again after each change. */
function untilTrue(
  { store, clock }: EngineContext,
  dying: AbortSignal,
  isTrue: () => boolean,
  timeoutMs: number,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      cancelTimer()
      cancelWatch()
      dying.removeEventListener('abort', end)
      if (dying.aborted) reject(dying.reason as Error)
      else resolve()
    }
    dying.addEventListener('abort', end)
    const cancelTimer = clock.setTimer(clock.now() + timeoutMs, end)
    const cancelWatch = store.onCommit(() => isTrue() && end())
    if (isTrue()) end()
  })
}

function wanted({ runId, functionId, eventId, status }: RunsQuery): string {
  return [
    runId && `with id ${runId}`,
    functionId && `of ${functionId}`,
    eventId && `for event ${eventId}`,
    status ? `became ${status}` : 'ended',
  ]
    .filter(Boolean)
    .join(' ')
}

function seen(runs: readonly RunReport[]): string {
  if (runs.length === 0) return 'no run at all'
  const described = runs.slice(0, MOST_SEEN).map(({ function_id, run_id, status, steps, output }) => {
    const last = steps.at(-1)
    const step = last ? `, last step ${last.name} ${last.status}` : ''
    const reason = status === 'Failed' ? ` (${messageOf(output)})` : ''
    return `${function_id} ${run_id} ${status}${reason}${step}`
  })
  const more = runs.length > MOST_SEEN ? [`and ${runs.length - MOST_SEEN} more`] : []
  return [...described, ...more].join('; ')
}

function messageOf(output: unknown): string {
  const isError = typeof output === 'object' && output !== null && 'message' in output
  return isError ? String(output.message) : JSON.stringify(output)
}

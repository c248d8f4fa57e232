import type { Engine } from '../engine.ts'
import type { Log } from '../log.ts'
import type { AppReport } from '../reports/app-report.ts'

const FAILED_AGAIN_MS = 1000
const SYNCED_AGAIN_MS = 5000

/** Syncs until the apps answer, then again and again, and speaks only of what has changed. */
export function keepSynced(engine: Pick<Engine, 'sync' | 'apps'>, log: Log): () => void {
  const said = new Map<string, string>()
  let timeout: ReturnType<typeof setTimeout> | undefined
  let isStopped = false

  const tell = ({ url, app_id, functions, error }: AppReport) => {
    const state = JSON.stringify([functions, error])
    if (said.get(url) === state) return
    said.set(url, state)
    if (error !== null) log({ level: 'warn', message: 'app not synced', url, reason: error })
    else log({ level: 'info', message: 'app synced', url, app_id, functions: functions.length })
  }

  const round = async () => {
    // The apps' reports carry the reasons.
    await engine.sync().catch(() => {})
    if (isStopped) return
    const apps = engine.apps()
    apps.forEach(tell)
    const isFailing = apps.some(({ error }) => error !== null)
    timeout = setTimeout(() => void round(), isFailing ? FAILED_AGAIN_MS : SYNCED_AGAIN_MS)
  }

  void round()
  return () => {
    isStopped = true
    clearTimeout(timeout)
  }
}

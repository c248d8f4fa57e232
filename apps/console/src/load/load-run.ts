import type { Answer, Engine } from '../engine.ts'
import type { EngineEvent, Run } from '../engine-schemas.ts'

export type RunDetail = {
  kind: 'run'
  id: string
  run: Answer<Run>
  /** What it was started by; null for a cron's run. */
  event: Answer<EngineEvent> | null
}

export async function loadRun(engine: Engine, id: string): Promise<RunDetail | null> {
  const run = await engine.findRun(id)
  if (run.kind === 'absent') return null

  const eventId = run.kind === 'answered' ? run.data.event_id : null
  return { kind: 'run', id, run, event: eventId ? await engine.findEvent(eventId) : null }
}

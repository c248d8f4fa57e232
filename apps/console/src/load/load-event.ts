import type { Answer, Engine } from '../engine.ts'
import type { EngineEvent, Run } from '../engine-schemas.ts'

export type EventDetail = { kind: 'event'; id: string; event: Answer<EngineEvent>; runs: Answer<Run[]> }

export async function loadEvent(engine: Engine, id: string): Promise<EventDetail | null> {
  const [event, runs] = await Promise.all([engine.findEvent(id), engine.listRunsOf(id)])
  return event.kind === 'absent' ? null : { kind: 'event', id, event, runs }
}

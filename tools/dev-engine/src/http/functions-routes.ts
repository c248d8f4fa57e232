import { Hono } from 'hono'
import type { EngineContext } from '../context.ts'
import type { Engine } from '../engine.ts'
import { InvalidRequest } from '../invalid-request.ts'
import { answerData } from './answer-data.ts'

export function functionsRoutes(context: EngineContext, engine: Pick<Engine, 'invoke'>) {
  return new Hono().post('/:id/invoke', async (c) => {
    const text = await c.req.text()
    const { eventId, runId } = await engine.invoke(c.req.param('id'), text === '' ? {} : readData(text))
    return answerData(c, context, { event_id: eventId, run_id: runId })
  })
}

function readData(text: string): Record<string, unknown> {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new InvalidRequest('the body is not JSON')
  }
  const data = typeof body === 'object' && body !== null && 'data' in body ? body.data : {}
  if (typeof data === 'object' && data !== null && !Array.isArray(data)) return { ...data }
  throw new InvalidRequest('data is not an object')
}

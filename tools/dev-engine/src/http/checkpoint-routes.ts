import { Hono } from 'hono'
import type { Op } from '../execution/answer.ts'
import { InvalidRequest } from '../invalid-request.ts'

export interface CheckpointRequest {
  runId: string
  jobId: number
  generation: number
  ops: Op[]
  bytes: number
}

/** What the SDK tells while a call goes on. 409 tells it to stop: somebody else has the run by now. */
export function checkpointRoutes(checkpoint: (request: CheckpointRequest) => boolean) {
  return new Hono().post('/:runId/async', async (c) => {
    const isGoingOn = checkpoint(readCheckpoint(c.req.param('runId'), await c.req.text()))
    if (isGoingOn) return c.json({ status: 200 })
    return c.json({ error: 'this call is out of date, its run goes on without it', status: 409 }, 409)
  })
}

function readCheckpoint(runId: string, text: string): CheckpointRequest {
  const { qi_id, generation_id, steps } = parsed(text)
  if (!Array.isArray(steps)) throw new InvalidRequest('steps is not a list')
  return {
    runId,
    jobId: Number(qi_id),
    generation: Number(generation_id),
    ops: steps as Op[],
    bytes: text.length,
  }
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    throw new InvalidRequest('the body is not JSON')
  }
}

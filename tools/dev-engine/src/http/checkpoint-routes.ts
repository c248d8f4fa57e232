import { Hono } from 'hono'
import type { Op } from '../execution/answer.ts'
import { findOpFault } from '../execution/find-op-fault.ts'
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
  const body = parsed(text)
  if (typeof body !== 'object' || body === null) throw new InvalidRequest('the body is not an object')
  const { qi_id, generation_id, steps } = body as Record<string, unknown>
  if (!Array.isArray(steps)) throw new InvalidRequest('steps is not a list')
  const fault = findOpFault(steps)
  if (fault) throw new InvalidRequest(`steps: ${fault}`)
  return {
    runId,
    jobId: Number(qi_id),
    generation: Number(generation_id),
    ops: steps as Op[],
    bytes: text.length,
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new InvalidRequest('the body is not JSON')
  }
}

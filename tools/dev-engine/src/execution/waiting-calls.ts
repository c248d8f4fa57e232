import type { CallJob } from '../store/jobs.ts'

export interface WaitingCalls {
  add(call: CallJob): void
  /** The oldest that has room. */
  take(hasRoom: (call: CallJob) => boolean): CallJob | undefined
}

/**
 * Calls that are due. Those of one function and the same slots stand in one lane: where the first finds no
 * room the others need not be asked, so a long queue costs no more than a short one.
 */
export function waitingCalls(): WaitingCalls {
  const lanes = new Map<string, CallJob[]>()

  return {
    add(call) {
      const key = JSON.stringify([call.functionId, call.slots])
      const lane = lanes.get(key)
      if (lane) lane.push(call)
      else lanes.set(key, [call])
    },
    take(hasRoom) {
      let oldest: { call: CallJob; key: string } | undefined
      for (const [key, [call]] of lanes) {
        if (call && (!oldest || call.id < oldest.call.id) && hasRoom(call)) oldest = { call, key }
      }
      if (!oldest) return undefined
      const lane = lanes.get(oldest.key)
      lane?.shift()
      if (lane?.length === 0) lanes.delete(oldest.key)
      return oldest.call
    },
  }
}

import type { CallJob } from '../store/jobs.ts'

export interface WaitingCall extends CallJob {
  functionId: string
  slots: readonly string[]
  throttleKey: string | null
}

export interface WaitingCalls {
  add(call: WaitingCall): void
  /** The first that has room, or with a `random` any whose order nobody promises. */
  take(hasRoom: (call: WaitingCall) => boolean): WaitingCall | undefined
}

interface Lane {
  calls: WaitingCall[]
  /** Somebody limits this lane, so whose turn it is matters. */
  isOrdered: boolean
}

/**
 * Calls that are due, by rank. Those of one function, the same slots and the same throttle stand in one lane:
 * where the first finds no room the others need not be asked, so a long queue costs no more than a short one.
 */
export function waitingCalls(random: (() => number) | null = null): WaitingCalls {
  const lanes = new Map<string, Lane>()

  const firstWithRoom = (hasRoom: (call: WaitingCall) => boolean) => {
    let first: WaitingCall | undefined
    for (const { calls } of lanes.values()) {
      const [call] = calls
      if (call && (!first || compare(call, first) < 0) && hasRoom(call)) first = call
    }
    return first
  }

  const anyWithRoom = (hasRoom: (call: WaitingCall) => boolean, random: () => number) => {
    const candidates = [...lanes.values()]
      .filter(({ calls: [call] }) => call && hasRoom(call))
      .flatMap(({ calls, isOrdered }) => (isOrdered ? calls.slice(0, 1) : calls))
      .toSorted(compare)
    return candidates[Math.floor(random() * candidates.length)]
  }

  return {
    add(call) {
      const key = laneOf(call)
      let lane = lanes.get(key)
      if (!lane) {
        const isOrdered = call.slots.length > 0 || call.throttleKey !== null
        lanes.set(key, (lane = { calls: [], isOrdered }))
      }
      insert(lane.calls, call)
    },
    take(hasRoom) {
      const call = random ? anyWithRoom(hasRoom, random) : firstWithRoom(hasRoom)
      if (!call) return undefined
      const key = laneOf(call)
      const calls = lanes.get(key)?.calls ?? []
      calls.splice(calls.indexOf(call), 1)
      if (calls.length === 0) lanes.delete(key)
      return call
    },
  }
}

/** Within a run, and among runs of the same age, what came first goes first. */
function compare(a: WaitingCall, b: WaitingCall): number {
  if (a.rank !== b.rank) return a.rank - b.rank
  if (a.runId !== b.runId) return a.runId < b.runId ? -1 : 1
  return a.id - b.id
}

function insert(calls: WaitingCall[], call: WaitingCall): void {
  let place = calls.length
  for (let before = calls[place - 1]; before && compare(call, before) < 0; before = calls[place - 1]) place--
  calls.splice(place, 0, call)
}

function laneOf({ functionId, slots, throttleKey, isLetIn }: WaitingCall): string {
  const throttle = isLetIn ? null : throttleKey
  return slots.length === 0 && throttle === null ? functionId : JSON.stringify([functionId, slots, throttle])
}

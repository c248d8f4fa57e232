import type { Job } from '../store/jobs.ts'

export interface WaitingCall extends Job {
  functionId: string
  slots: readonly string[]
}

export interface WaitingCalls {
  add(call: WaitingCall): void
  /** The oldest that has room, or with a `random` any of those that are due at the same moment as it. */
  take(hasRoom: (call: WaitingCall) => boolean): WaitingCall | undefined
}

/**
 * Calls that are due. Those of one function and the same slots stand in one lane: where the first finds no
 * room the others need not be asked, so a long queue costs no more than a short one.
 */
export function waitingCalls(random: (() => number) | null = null): WaitingCalls {
  const lanes = new Map<string, WaitingCall[]>()

  const oldestWithRoom = (hasRoom: (call: WaitingCall) => boolean) => {
    let oldest: WaitingCall | undefined
    for (const [call] of lanes.values()) {
      if (call && (!oldest || isOlder(call, oldest)) && hasRoom(call)) oldest = call
    }
    return oldest
  }

  const anyOfItsTime = (oldest: WaitingCall, hasRoom: (call: WaitingCall) => boolean) => {
    if (!random) return oldest
    const peers = [...lanes.values()]
      .filter(([first]) => first && hasRoom(first))
      .flatMap((lane) => lane.filter(({ dueAt }) => dueAt === oldest.dueAt))
      .toSorted((a, b) => a.id - b.id)
    return peers[Math.floor(random() * peers.length)] ?? oldest
  }

  return {
    add(call) {
      const key = laneOf(call)
      const lane = lanes.get(key)
      if (lane) lane.push(call)
      else lanes.set(key, [call])
    },
    take(hasRoom) {
      const oldest = oldestWithRoom(hasRoom)
      if (!oldest) return undefined
      const call = anyOfItsTime(oldest, hasRoom)
      const lane = lanes.get(laneOf(call)) ?? []
      lane.splice(lane.indexOf(call), 1)
      if (lane.length === 0) lanes.delete(laneOf(call))
      return call
    },
  }
}

function isOlder(a: WaitingCall, b: WaitingCall): boolean {
  return a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.id < b.id)
}

function laneOf({ functionId, slots }: WaitingCall): string {
  return slots.length === 0 ? functionId : JSON.stringify([functionId, slots])
}

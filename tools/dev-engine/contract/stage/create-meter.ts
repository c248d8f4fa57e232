import { setTimeout } from 'node:timers/promises'

export interface Meter {
  work(place: string): Promise<void>
  /** How many were at work in this place at once. */
  peak(place: string): number
}

export function createMeter(workMs: number): Meter {
  const atWork = new Map<string, number>()
  const peaks = new Map<string, number>()
  return {
    async work(place) {
      const count = (atWork.get(place) ?? 0) + 1
      atWork.set(place, count)
      peaks.set(place, Math.max(peaks.get(place) ?? 0, count))
      await setTimeout(workMs)
      atWork.set(place, (atWork.get(place) ?? 1) - 1)
    },
    peak: (place) => peaks.get(place) ?? 0,
  }
}

import type { AppFunction } from '../sync/app-function.ts'

export interface SlotCounter {
  hasRoom(fn: AppFunction, slots: readonly string[]): boolean
  take(slots: readonly string[]): void
  free(slots: readonly string[]): void
}

/** How many calls are under way in each concurrency slot. */
export function slotCounter(): SlotCounter {
  const taken = new Map<string, number>()
  const add = (slots: readonly string[], change: 1 | -1) => {
    for (const slot of slots) {
      const count = (taken.get(slot) ?? 0) + change
      if (count > 0) taken.set(slot, count)
      else taken.delete(slot)
    }
  }

  return {
    // A run keeps the slots it started with, also when its function has another number of limits since.
    hasRoom: ({ concurrency }, slots) =>
      slots.every((slot, index) => (taken.get(slot) ?? 0) < (concurrency[index]?.limit ?? Infinity)),
    take: (slots) => add(slots, 1),
    free: (slots) => add(slots, -1),
  }
}

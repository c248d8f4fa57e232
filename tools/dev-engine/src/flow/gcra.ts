import type { Rate } from '../sync/app-function.ts'

/**
 * When the next one is let in: `tat`, the theoretical arrival time, less what the burst allows.
 * GCRA as the server counts it: one each `period / limit`, and `burst` more at once.
 */
export function allowedAt({ limit, periodMs, burst }: Rate, tat: number | null): number {
  return tat === null ? -Infinity : tat - (periodMs / limit) * burst
}

/** The theoretical arrival time once one has been let in. */
export function nextTat({ limit, periodMs }: Rate, tat: number | null, now: number): number {
  return Math.max(tat ?? now, now) + periodMs / limit
}

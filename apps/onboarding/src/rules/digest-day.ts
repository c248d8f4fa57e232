const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
// An hour before the cron fires, because its clock need not be ours.
const MORNING_MS = 7 * HOUR_MS

/**
 * The day (UTC) that the digests of a morning report: the whole day before it, because of today the most is still to come. A run that
 * begins late, or is run again, belongs to its own morning until the next one comes.
 */
export function digestDay(firedAt: Date): string {
  return new Date(firedAt.getTime() - MORNING_MS - DAY_MS).toISOString().slice(0, 10)
}

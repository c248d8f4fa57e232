const FIRST_MS = 1_000
const LONGEST_MS = 60_000

/**
 * How long a shard waits after its nth failure in a row, in milliseconds: doubling, at most a minute, without end.
 * `random` (0 to 1) takes up to half away, so that 64 shards do not knock together.
 */
export function backoffMs(failures: number, random: number): number {
  const fullMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1))
  return Math.round(fullMs * (1 - random / 2))
}

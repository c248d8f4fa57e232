const DEFAULT_LIMIT = 20
const MAX_LIMIT = 1000

export function readLimit(limit: string | undefined): number {
  const wanted = Number(limit)
  return Number.isInteger(wanted) && wanted > 0 ? Math.min(wanted, MAX_LIMIT) : DEFAULT_LIMIT
}

const YEAR_2000_S = 946_684_800
const LARGEST_S = 9_999_999_999

/** A date as text, or a time since 1970 in seconds or milliseconds. Throws on all else, as on times before 2000. */
export function parseDate(value: string | number): Date {
  if (typeof value === 'number' && value < YEAR_2000_S) throw new Error(`${value} is not a date`)
  const date = new Date(typeof value === 'number' && value < LARGEST_S ? value * 1000 : value)
  if (Number.isNaN(date.getTime())) throw new Error(`${value} is not a date`)
  return date
}

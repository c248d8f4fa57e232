/** The longest query that is taken. */
export const QUERY_MAX_CHARACTERS = 1_000

const TERMS_MAX = 32
const STOP_WORDS = new Set(
  `a about an and any are as at be been but by can could did do does for from get had has have how i if in into is it its me my no not of
  on or our should so that the their them then there these they this to us was we were what when where which who why will with would you
  your`.split(/\s+/),
)

/**
 * A query in FTS5's language that finds passages with any of the words, or undefined where there is no word. Each word is quoted, so
 * that nothing a person types is an operator.
 */
export function lexicalQuery(query: string): string | undefined {
  const words = query.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  const telling = words.filter((word) => !STOP_WORDS.has(word))
  const terms = [...new Set(telling.length > 0 ? telling : words)].slice(0, TERMS_MAX)
  return terms.length > 0 ? terms.map((term) => `"${term}"`).join(' OR ') : undefined
}

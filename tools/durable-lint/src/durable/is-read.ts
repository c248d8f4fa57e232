const READS = new Set(
  'select query exists count aggregate get find fetch list load read lookup retrieve search check is has can init'.split(
    ' ',
  ),
)
const CHANGES = new Set(
  'insert update upsert delete create remove save send post put patch publish add set write mark record'.split(
    ' ',
  ),
)

/** Whether a call only asks, as far as its names say: done twice, nothing is changed twice. `fetch` itself may do anything. */
export function isRead(path: readonly string[]): boolean {
  const names = path.filter((name) => name !== '()')
  if (names.length === 1 && names[0] === 'fetch') return false
  const verbs = names.flatMap((name) => verbOf(name) ?? [])
  return verbs.some((verb) => READS.has(verb)) && !verbs.some((verb) => CHANGES.has(verb))
}

/** The first word that is a verb we know: `get` of adminGetUser. */
const verbOf = (name: string): string | undefined =>
  name
    .split(/(?=[A-Z])/)
    .map((word) => word.toLowerCase())
    .find((word) => READS.has(word) || CHANGES.has(word))

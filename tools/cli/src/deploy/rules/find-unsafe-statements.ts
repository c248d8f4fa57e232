import { splitStatements } from './split-statements.ts'

/** A statement that the code which is deployed may not survive, and what to do instead. */
export type UnsafeStatement = { statement: string; because: string; instead: string }

type Reason = Omit<UnsafeStatement, 'statement'>

const DROPPED: Reason = {
  because: 'the code that is deployed may still read or write this table',
  instead: 'deploy code that no longer uses it first, then drop it in a later migration',
}
const COLUMN_DROPPED: Reason = {
  because: 'the code that is deployed names every column that it knows',
  instead: 'deploy code whose schema has no such column first, then drop it in a later migration',
}
const RENAMED: Reason = {
  because: 'the code that is deployed knows the old name only',
  instead: 'add the new one, write both, copy the rows, read the new one, and drop the old one last',
}
const REQUIRED: Reason = {
  because: 'the code that is deployed inserts rows without this column',
  instead: 'give it a default, or add it without NOT NULL and fill it',
}
const REBUILT: Reason = {
  because:
    'a table is rebuilt for a change of type or constraint, which the code that is deployed does not know',
  instead: 'add a new column with the new type, write both, copy the rows, and drop the old column last',
}
const NARROWED: Reason = {
  because:
    'rows that exist, or that the deployed code still writes, may be equal where this index forbids it',
  instead: 'deploy code that keeps the rule first, mend the rows, then add the index in a later migration',
}
const FORBIDDEN: Reason = {
  because: 'it may refuse what the code that is deployed writes',
  instead: 'deploy code that keeps the rule first, then add it in a later migration',
}
const DELETED: Reason = {
  because: 'the code that is deployed may still need these rows, and no rollback brings them back',
  instead: 'delete them by a job, once the release that can do without them has proved itself',
}
const UNKNOWN: Reason = {
  because: 'nobody has taught this check that the code which is deployed survives it',
  instead: 'say it with statements that only add',
}

/** The one way past this check: a line in the migration that says why the deployed code no longer needs what goes. */
const CONTRACT = /^--[ \t]*contract:[ \t]*\S+/im

/** What only adds, or changes rows and no table. */
const ADDS =
  /^(?:CREATE (?:INDEX|VIEW|VIRTUAL TABLE)|DROP INDEX|INSERT|REPLACE|UPDATE|SELECT|ANALYZE|REINDEX|PRAGMA (?:FOREIGN_KEYS|DEFER_FOREIGN_KEYS|OPTIMIZE)) /i

const REBUILD = '__new_'

/**
 * Old and new code run side by side while a deploy rolls out, and old code runs again after a rollback: a migration may only
 * add. `known` are the tables that no deployed code knows because an earlier migration of this deploy brings them.
 */
export function findUnsafeStatements(sql: string, known: readonly string[] = []): UnsafeStatement[] {
  if (CONTRACT.test(sql)) return []
  const free = new Set(known)
  return splitStatements(sql).flatMap((words) => {
    const reason = judge(words, free)
    const made = createdBy(words)
    if (made) free.add(made)
    // What follows of a rebuild is named with its first statement.
    if (reason === REBUILT) free.add(tableOf(words, 2).replace(REBUILD, ''))
    return reason ? [{ statement: words.join(' ').slice(0, 120), ...reason }] : []
  })
}

/** The tables that a migration brings; not those that it makes only where they are missing. */
export const listCreatedTables = (sql: string): string[] =>
  splitStatements(sql).flatMap((words) => createdBy(words) ?? [])

function createdBy(words: string[]): string | undefined {
  const isNew = startsWith(words, 'CREATE TABLE') && !startsWith(words, 'CREATE TABLE IF')
  return isNew ? tableOf(words, 2) : undefined
}

function judge(words: string[], free: ReadonlySet<string>): Reason | undefined {
  const is = (start: string) => startsWith(words, start)
  const isFree = (at: number) => free.has(tableOf(words, at).replace(REBUILD, ''))
  if (is('CREATE TABLE')) return tableOf(words, 2).startsWith(REBUILD) && !isFree(2) ? REBUILT : undefined
  if (is('CREATE UNIQUE INDEX')) return isFree(indexOf(words, 'ON') + 1) ? undefined : NARROWED
  if (is('CREATE TRIGGER')) return indexOf(words, 'RAISE') > 0 ? FORBIDDEN : undefined
  if (is('DROP TABLE') || is('DROP VIEW')) return isFree(2) ? undefined : DROPPED
  if (is('DELETE FROM')) return isFree(2) ? undefined : DELETED
  if (is('ALTER TABLE')) return isFree(2) ? undefined : judgeChange(words.slice(nameEnd(words, 2) + 1))
  return ADDS.test(`${words.join(' ')} `) ? undefined : UNKNOWN
}

/** What is done to a table, from the word after its name. */
function judgeChange(words: string[]): Reason | undefined {
  const is = (start: string) => startsWith(words, start)
  if (is('DROP')) return COLUMN_DROPPED
  if (is('RENAME')) return RENAMED
  if (is('ADD CONSTRAINT') || is('ADD CHECK')) return FORBIDDEN
  if (!is('ADD')) return UNKNOWN
  return /\bNOT NULL\b/i.test(words.join(' ')) && indexOf(words, 'DEFAULT') === -1 ? REQUIRED : undefined
}

const startsWith = (words: string[], start: string): boolean =>
  start.split(' ').every((word, index) => words[index]?.toUpperCase() === word)

const indexOf = (words: string[], word: string): number =>
  words.findIndex((one) => one.toUpperCase() === word)

/** Where a table's name ends that begins here, past `IF EXISTS` and the schema. */
function nameEnd(words: string[], at: number): number {
  const start = words[at]?.toUpperCase() === 'IF' ? indexOf(words, 'EXISTS') + 1 : at
  return words[start + 1] === '.' ? start + 2 : start
}

const tableOf = (words: string[], at: number): string => (words[nameEnd(words, at)] ?? '').toLowerCase()

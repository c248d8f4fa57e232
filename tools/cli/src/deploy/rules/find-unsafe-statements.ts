/** A statement that the code which is deployed may not survive, and what to do instead. */
export type UnsafeStatement = { statement: string; because: string; instead: string }

type Rule = { pattern: RegExp; because: string; instead: string }

const RULES: Rule[] = [
  {
    pattern: /^DROP\s+TABLE\s+(?:IF\s+EXISTS\s+)?[`"]?(?!__new_)(\w+)/i,
    because: 'the code that is deployed may still read or write this table',
    instead: 'deploy code that no longer uses it first, then drop it in a later migration',
  },
  {
    pattern: /^ALTER\s+TABLE\s+\S+\s+DROP\s+(?:COLUMN\s+)?/i,
    because: 'the code that is deployed names every column that it knows',
    instead: 'deploy code whose schema has no such column first, then drop it in a later migration',
  },
  {
    pattern: /^ALTER\s+TABLE\s+[`"]?(?!__new_)\w+[`"]?\s+RENAME\b/i,
    because: 'the code that is deployed knows the old name only',
    instead: 'add the new one, write both, copy the rows, read the new one, and drop the old one last',
  },
  {
    pattern: /^ALTER\s+TABLE\s+\S+\s+ADD\s+(?:COLUMN\s+)?(?=[\s\S]*\bNOT\s+NULL\b)(?![\s\S]*\bDEFAULT\b)/i,
    because: 'the code that is deployed inserts rows without this column',
    instead: 'give it a default, or add it without NOT NULL and fill it',
  },
]

const REBUILD: Omit<UnsafeStatement, 'statement'> = {
  because:
    'a table is rebuilt for a change of type or constraint, which the code that is deployed does not know',
  instead: 'add a new column with the new type, write both, copy the rows, and drop the old column last',
}

const NARROWING: Omit<UnsafeStatement, 'statement'> = {
  because:
    'rows that exist, or that the deployed code still writes, may be equal where this index forbids it',
  instead: 'deploy code that keeps the rule first, mend the rows, then add the index in a later migration',
}

/** The one way past this check: a line in the migration that says why the deployed code no longer needs what goes. */
const CONTRACT = /^--[ \t]*contract:[ \t]*\S+/im

/**
 * Old and new code run side by side while a deploy rolls out, and old code runs again after a rollback: a migration may only
 * add. `tables` are those that no deployed code knows because this deploy brings them.
 */
export function findUnsafeStatements(sql: string, tables: readonly string[] = []): UnsafeStatement[] {
  if (CONTRACT.test(sql)) return []
  const statements = sql
    .split(/-->\s*statement-breakpoint|;\s*$/m)
    .map(withoutComments)
    .filter(Boolean)
  const created = new Set([...tables, ...listCreatedTables(sql)])
  return statements.flatMap((statement) => {
    const short = statement.replaceAll(/\s+/g, ' ').slice(0, 120)
    return judge(statement, created).map((reason) => ({ statement: short, ...reason }))
  })
}

/** The tables that a migration makes, under the names that they have in the end. */
export function listCreatedTables(sql: string): string[] {
  return [...sql.matchAll(/CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?[`"]?(?!__new_)(\w+)/gi)].flatMap(
    ([, name]) => name ?? [],
  )
}

function judge(statement: string, created: Set<string>): Omit<UnsafeStatement, 'statement'>[] {
  if (/^CREATE\s+TABLE\s+[`"]?__new_/i.test(statement)) return [REBUILD]
  // The rest of a rebuild, which was named already.
  if (/__new_\w+/.test(statement)) return []
  const [, indexed] = /^CREATE\s+UNIQUE\s+INDEX\s+[\s\S]*?\bON\s+[`"]?(\w+)/i.exec(statement) ?? []
  if (indexed) return created.has(indexed) ? [] : [NARROWING]
  const [, table] = /^(?:ALTER|DROP)\s+TABLE\s+(?:IF\s+EXISTS\s+)?[`"]?(\w+)/i.exec(statement) ?? []
  if (table && created.has(table)) return []
  const rule = RULES.find(({ pattern }) => pattern.test(statement))
  return rule ? [{ because: rule.because, instead: rule.instead }] : []
}

function withoutComments(statement: string): string {
  return statement
    .split('\n')
    .filter((line) => !line.trim().startsWith('--'))
    .join('\n')
    .trim()
}

// In order: comments, texts, names in their three kinds of quotes, words and numbers, and any other sign.
const TOKEN =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^']|'')*'|"((?:[^"]|"")*)"|`((?:[^`]|``)*)`|\[([^\]]*)\]|[\w$]+|[^\s\w]/g

/**
 * The statements of a migration, each as its words: comments are gone, names without their quotes, and a text is `'…'`, so that nothing in it is taken
 * for SQL.
 */
export function splitStatements(sql: string): string[][] {
  const statements: string[][] = []
  let words: string[] = []
  let depth = 0
  const end = () => {
    if (words.length > 0) statements.push(words)
    words = []
    depth = 0
  }
  for (const [token, ...quoted] of sql.matchAll(TOKEN)) {
    if (token.startsWith('--') || token.startsWith('/*')) continue
    if (token === ';' && depth === 0) {
      end()
      continue
    }
    words.push(quoted.find((name) => name !== undefined) ?? (token.startsWith("'") ? "'…'" : token))
    if (isTrigger(words)) depth += depthOf(token)
  }
  end()
  return statements
}

/** Only the body of a trigger holds statements of its own. */
const isTrigger = (words: string[]) =>
  /^CREATE (?:TEMP |TEMPORARY )?TRIGGER\b/i.test(words.slice(0, 3).join(' '))

function depthOf(token: string): number {
  if (/^(?:BEGIN|CASE)$/i.test(token)) return 1
  return /^END$/i.test(token) ? -1 : 0
}

const READS =
  /^(select|query|exists|count|aggregate|(get|find|fetch|list|load|read|lookup|retrieve|search|check|is|has|can|init)([A-Z].*)?)$/
const CHANGES = /^(insert|update|upsert|delete|create|remove|save|send|post|put|patch|publish)/

/** Whether a call only asks, as far as its names say: done twice, nothing is changed twice. `fetch` itself may do anything. */
export function isRead(path: readonly string[]): boolean {
  const names = path.filter((name) => name !== '()')
  if (names.length === 1 && names[0] === 'fetch') return false
  return names.some((name) => READS.test(name)) && !names.some((name) => CHANGES.test(name))
}

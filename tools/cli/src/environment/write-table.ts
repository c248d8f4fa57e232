import type { Table } from './derive-environment.ts'

const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isListOfTables = (value: unknown): value is Table[] =>
  Array.isArray(value) && value.length > 0 && value.every(isTable)

/** A table as a person would write it: its own values under its header, then each table within under a header of its own. */
export function writeTable(path: string, table: Table, header = `[${path}]`): string {
  const entries = Object.entries(table)
  const values = entries.filter(([, value]) => !isTable(value) && !isListOfTables(value))
  const lines = values.map(([key, value]) => `${key} = ${JSON.stringify(value)}\n`)
  const own = values.length > 0 || header.startsWith('[[') ? `\n${header}\n${lines.join('')}` : ''
  return own + entries.map(([key, value]) => writeInner(`${path}.${key}`, value)).join('')
}

function writeInner(path: string, value: unknown): string {
  if (isTable(value)) return writeTable(path, value)
  if (isListOfTables(value)) return value.map((one) => writeTable(path, one, `[[${path}]]`)).join('')
  return ''
}

import { parse, patch } from '@decimalturn/toml-patch'
import { DERIVED_FIELDS, deriveEnvironment, type EnvironmentNames, type Table } from './derive-environment.ts'
import { writeTable } from './write-table.ts'

/**
 * The text of a wrangler file with an environment that has everything which the top level has, under the environment's names.
 * Values and comments that a person wrote stay; what is missing is added.
 */
export function completeEnvironment(text: string, names: EnvironmentNames): string {
  const file = parse(text) as Table
  const wanted = deriveEnvironment(file, names)
  const environments = (file['env'] ??= {}) as Record<string, Table>
  const present = environments[names.env]
  if (!present) return text + writeTable(`env.${names.env}`, wanted)

  const missing = merge(present, wanted)
  const changed = patch(text, file)
  return changed + (Object.keys(missing).length > 0 ? writeTable(`env.${names.env}`, missing) : '')
}

/** Writes names and new plain values into `present`, and answers the tables that are not there at all. */
function merge(present: Table, wanted: Table): Table {
  const missing: Table = {}
  for (const [key, value] of Object.entries(wanted)) {
    const own = present[key]
    if (own === undefined && typeof value === 'object') missing[key] = value
    else if (own === undefined || DERIVED_FIELDS.includes(key)) present[key] = value
    else if (Array.isArray(value)) keep(missing, key, mergeLists(own as Table[], value as Table[]))
    else if (typeof value === 'object') keep(missing, key, merge(own as Table, value as Table))
  }
  return missing
}

/** Entries are the same when they are bound under the same name; the name of a Durable Object's binding is its own. */
function mergeLists(present: Table[], wanted: Table[]): Table[] {
  return wanted.filter((entry) => {
    const own = present.find((one) => (one['binding'] ?? one['name']) === (entry['binding'] ?? entry['name']))
    if (own) merge(own, entry)
    return !own
  })
}

function keep(missing: Table, key: string, value: Table | Table[]): void {
  if (Object.keys(value).length > 0) missing[key] = value
}

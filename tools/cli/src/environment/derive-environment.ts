import { createHash } from 'node:crypto'

/** What an environment is called: `name` stands in front of everything that it owns. */
export type EnvironmentNames = { env: string; name: string; base: string }

export type Table = { [key: string]: unknown }

/** wrangler takes none of these over from the top level: https://developers.cloudflare.com/workers/wrangler/configuration/#non-inheritable-keys */
const NOT_INHERITED = [
  'vars',
  'durable_objects',
  'kv_namespaces',
  'r2_buckets',
  'd1_databases',
  'vectorize',
  'services',
  'queues',
  'workflows',
  'ai',
  'version_metadata',
  'analytics_engine_datasets',
  'send_email',
  'ratelimits',
]

/** The fields that hold a name which an account knows, so that two environments never share what it names. */
const NAME_FIELDS = ['name', 'service', 'bucket_name', 'database_name', 'index_name', 'queue']

/** What follows from the environment's name alone, so that nobody's own value is lost when it is written again. */
export const DERIVED_FIELDS = [...NAME_FIELDS, 'INNGEST_APP_ID', 'namespace_id']

/** What `[env.<env>]` of a wrangler file holds, as its top level says it, under the names of the environment. */
export function deriveEnvironment(top: Table, names: EnvironmentNames): Table {
  const sections = NOT_INHERITED.flatMap((key) =>
    top[key] === undefined ? [] : [[key, rename(top[key], names)] as const],
  )
  return { name: nameIn(String(top['name']), names), ...Object.fromEntries(sections) }
}

/** `millrace-billing` becomes `acme-billing-staging`; what does not begin with the base name is nobody's to rename. */
export function nameIn(original: string, { env, name, base }: EnvironmentNames): string {
  const isOurs = original === base || original.startsWith(`${base}-`)
  return isOurs ? `${name}${original.slice(base.length)}-${env}` : original
}

function rename(value: unknown, names: EnvironmentNames): unknown {
  if (Array.isArray(value)) return value.map((one) => rename(one, names))
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).filter(([key]) => key !== 'database_id')
  return Object.fromEntries(fields.map(([key, field]) => [key, renameField(key, field, names)]))
}

function renameField(key: string, field: unknown, names: EnvironmentNames): unknown {
  // One account of Inngest may hold the apps of several products.
  if (key === 'INNGEST_APP_ID') return `${names.name}-${String(field)}`
  if (key === 'namespace_id') return rateLimitIn(String(field), names)
  if (NAME_FIELDS.includes(key) && typeof field === 'string') return nameIn(field, names)
  return rename(field, names)
}

/** A rate limit's number, of which an account has one of each: two environments with the same number would count together. */
function rateLimitIn(original: string, { env, name }: EnvironmentNames): string {
  const hash = createHash('sha256').update(`${name} ${env} ${original}`).digest()
  // A positive integer; half of 32 bits, whatever kind of integer reads it.
  return String((hash.readUInt32BE() >>> 1) + 1)
}

/** No step takes longer: about 104 days, in nanoseconds. */
const LONGEST_STEP = Number.MAX_SAFE_INTEGER

type Fields = Record<string, unknown>

/** What an app reports comes from outside like anything else. The first thing that keeps it from being a list of `Op`, with its place. */
export function findOpsFault(body: unknown): string | undefined {
  if (!Array.isArray(body)) return 'the operations are not a list'
  const faults = body.map(faultOf)
  const index = faults.findIndex((fault) => fault !== undefined)
  return index === -1 ? undefined : `operation ${index}: ${faults[index]}`
}

function faultOf(op: unknown): string | undefined {
  if (!isFields(op)) return 'it is no object'
  const { id, op: kind, timing, opts } = op
  if (typeof id !== 'string' || id === '') return 'id is no text'
  if (typeof kind !== 'string') return 'op is no text'
  return textFault(op, ['name', 'displayName'], '') ?? timingFault(timing) ?? optsFault(opts)
}

function timingFault(timing: unknown): string | undefined {
  if (timing === undefined) return undefined
  if (!isFields(timing)) return 'timing is no object'
  const { b } = timing
  if (b === undefined || (typeof b === 'number' && b >= 0 && b <= LONGEST_STEP)) return undefined
  return 'timing.b is no number of nanoseconds'
}

function optsFault(opts: unknown): string | undefined {
  if (opts === undefined) return undefined
  if (!isFields(opts)) return 'opts is no object'
  const { payload } = opts
  if (payload !== undefined && !isFields(payload)) return 'opts.payload is no object'
  const { data } = payload ?? {}
  if (data !== undefined && data !== null && !isFields(data)) return 'opts.payload.data is no object'
  return textFault(opts, ['parallelMode', 'if', 'timeout', 'function_id'], 'opts.')
}

function textFault(fields: Fields, names: readonly string[], path: string): string | undefined {
  const wrong = names.find((name) => fields[name] !== undefined && typeof fields[name] !== 'string')
  return wrong && `${path}${wrong} is no text`
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

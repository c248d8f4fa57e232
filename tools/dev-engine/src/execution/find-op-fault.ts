import { isNullish } from '../is-nullish.ts'
import { isObject } from '../is-object.ts'

/** The SDK tells nanoseconds; a step that took longer than a year is a mistake. */
const MOST_NANOSECONDS = 366 * 24 * 60 * 60 * 1e9

/** What makes a list from outside no list of operations, naming the place; null when it is one. */
export function findOpFault(ops: readonly unknown[]): string | null {
  for (const [index, op] of ops.entries()) {
    const fault = isObject(op) ? faultOfOp(op) : 'is not an object'
    if (fault) return `operation ${index}: ${fault}`
  }
  return null
}

function faultOfOp({ op, id, name, displayName, timing, opts }: Record<string, unknown>): string | null {
  if (typeof op !== 'string' || op === '') return 'op is not a name'
  if (typeof id !== 'string') return 'id is not a string'
  if (name !== undefined && typeof name !== 'string') return 'name is not a string'
  if (!isNullish(displayName) && typeof displayName !== 'string') return 'displayName is not a string'
  if (!isNullish(timing) && !isTiming(timing)) return 'timing.b is not a number of nanoseconds below one year'
  if (opts === undefined) return null
  return isObject(opts) ? faultOfOpts(opts) : 'opts is not an object'
}

function faultOfOpts({ payload, ...opts }: Record<string, unknown>): string | null {
  for (const key of ['parallelMode', 'if', 'timeout']) {
    if (!isNullish(opts[key]) && typeof opts[key] !== 'string') return `opts.${key} is not a string`
  }
  const { function_id: functionId } = opts
  if (functionId !== undefined && typeof functionId !== 'string') return 'opts.function_id is not a string'
  if (payload === undefined) return null
  if (!isObject(payload)) return 'opts.payload is not an object'
  if (!isNullish(payload['data']) && !isObject(payload['data'])) return 'opts.payload.data is not an object'
  if (!isNullish(payload['v']) && typeof payload['v'] !== 'string') return 'opts.payload.v is not a string'
  return null
}

function isTiming(timing: unknown): boolean {
  if (!isObject(timing)) return false
  const { b } = timing
  return isNullish(b) || (typeof b === 'number' && Math.abs(b) <= MOST_NANOSECONDS)
}

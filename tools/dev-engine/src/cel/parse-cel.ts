import type { ParseResult } from '@marcbachmann/cel-js'
import { celEnvironment } from './cel-environment.ts'

// What CEL calls a mismatch of types, the server lets pass: there it joins, or compares as unequal.
const FAULTS = new Set(['unknown_variable', 'no_matching_overload'])

/** Throws, in one line, on what does not parse and on names and functions that do not exist. */
export function parseCel(expression: string): ParseResult {
  try {
    const parsed = celEnvironment.parse(expression)
    const { error } = parsed.check()
    if (error && FAULTS.has(error.code)) throw error
    return parsed
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n')
    throw new Error(`expression \`${expression}\`: ${reason}`, { cause: error })
  }
}

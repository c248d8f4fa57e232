import type { ParseResult } from '@marcbachmann/cel-js'
import { celEnvironment } from './cel-environment.ts'

/** Throws, in one line, on what does not parse and on functions that do not exist. */
export function parseCel(expression: string): ParseResult {
  try {
    const parsed = celEnvironment.parse(expression)
    const { error } = parsed.check()
    if (error) throw error
    return parsed
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n')
    throw new Error(`expression \`${expression}\`: ${reason}`, { cause: error })
  }
}

import type { ParseResult } from '@marcbachmann/cel-js'
import { valueEnvironment } from './cel-environment.ts'
import { MISSING } from './missing.ts'

const parsed = new Map<string, ParseResult>()

/** Evaluates a piece of CEL whose values have the names `a0`, `a1` and so on. What fails is missing. */
export function applyCel(piece: string, values: readonly unknown[], scope: object = {}): unknown {
  try {
    const program = parsed.get(piece) ?? valueEnvironment.parse(piece)
    parsed.set(piece, program)
    return program({ ...scope, ...Object.fromEntries(values.map((value, nth) => [`a${nth}`, value])) })
  } catch {
    return MISSING
  }
}

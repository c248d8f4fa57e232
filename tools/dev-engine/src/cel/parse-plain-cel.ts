import type { ASTNode, ParseResult } from '@marcbachmann/cel-js'
import { childrenOf } from './children-of.ts'
import { parseCel } from './parse-cel.ts'

const NOT_PLAIN = new Set(['call', 'rcall', '+', '-', '*', '/', '%'])

/** What the server takes where it keeps many expressions at hand: comparisons and logic. Throws on the rest. */
export function parsePlainCel(expression: string): ParseResult {
  const parsed = parseCel(expression)
  if (isPlain(parsed.ast)) return parsed
  throw new Error(`expression \`${expression}\`: function calls, has() and arithmetic are not allowed here`)
}

function isPlain(node: ASTNode): boolean {
  return !NOT_PLAIN.has(node.op) && childrenOf(node).every(isPlain)
}

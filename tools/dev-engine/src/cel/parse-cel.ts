import type { ASTNode, ParseResult } from '@marcbachmann/cel-js'
import { celEnvironment } from './cel-environment.ts'
import { childrenOf } from './children-of.ts'

// What CEL calls a mismatch of types, the server lets pass: there it joins, or compares as unequal.
const FAULTS = new Set(['unknown_variable', 'no_matching_overload'])

// Of an extension of CEL that the library brings along, and the server has not.
const FOREIGN = new Set([
  'lowerAscii',
  'upperAscii',
  'trim',
  'indexOf',
  'lastIndexOf',
  'substring',
  'split',
  'join',
])

/** Throws, in one line, on what does not parse and on names and functions that do not exist. */
export function parseCel(expression: string): ParseResult {
  try {
    const parsed = celEnvironment.parse(expression)
    const { error } = parsed.check()
    if (error && FAULTS.has(error.code)) throw error
    const foreign = foreignCall(parsed.ast)
    if (foreign) throw new Error(`the server has no function ${foreign}`)
    return parsed
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n')
    throw new Error(`expression \`${expression}\`: ${reason}`, { cause: error })
  }
}

function foreignCall(node: ASTNode): string | undefined {
  if (node.op === 'rcall' && FOREIGN.has(node.args[0])) return node.args[0]
  return childrenOf(node).map(foreignCall).find(Boolean)
}

import type { ASTNode } from '@marcbachmann/cel-js'
import { parseDuration } from '../execution/parse-duration.ts'
import { applyCel } from './apply-cel.ts'
import type { Scope } from './evaluate-node.ts'
import { isAbsent, MISSING } from './missing.ts'

type CallNode = Extract<ASTNode, { op: 'call' | 'rcall' }>

const MACROS = new Set(['all', 'exists', 'exists_one', 'filter', 'map'])

/** A function that is given something missing answers false, and `size` 0; `has` of a missing path is missing. */
export function evaluateCall(node: CallNode, scope: Scope, valueOf: (node: ASTNode) => unknown): unknown {
  const [name] = node.args
  const receiver = node.op === 'rcall' ? [valueOf(node.args[1])] : []
  const args = node.op === 'rcall' ? node.args[2] : node.args[1]
  if (node.op === 'rcall' && MACROS.has(name)) return evaluateMacro(name, receiver[0], args, scope)
  const values = [...receiver, ...args.map(valueOf)]
  if (name === 'has') return values[0] === MISSING ? MISSING : true
  if (name.startsWith('now')) return momentOf(name, values[0], scope.now)
  if (values.some(isAbsent)) return name === 'size' ? 0n : false

  const names = values.map((_, nth) => `a${nth}`)
  const call = node.op === 'rcall' ? `a0.${name}(${names.slice(1).join()})` : `${name}(${names.join()})`
  return applyCel(call, values)
}

/** What a macro asks of each element is CEL alone, and knows of the events only the one that arrives. */
function evaluateMacro(
  name: string,
  list: unknown,
  args: readonly ASTNode[],
  { event, async }: Scope,
): unknown {
  if (isAbsent(list)) return false
  const asked = args.map(({ input, start, end }) => input.slice(start, end))
  return applyCel(`a0.${name}(${asked.join()})`, [list], async ? { async } : { event })
}

function momentOf(name: string, duration: unknown, now: number): unknown {
  const ms = typeof duration === 'string' ? parseDuration(duration) : 0
  return new Date(name === 'now_minus' ? now - ms : now + ms)
}

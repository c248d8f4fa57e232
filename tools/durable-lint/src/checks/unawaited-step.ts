import type { CallExpression, Node } from 'oxc-parser'
import { z } from 'zod'
import { defineCheck, type Finding } from '../check.ts'
import type { DurableFile } from '../durable/durable-file.ts'
import { isSend } from '../durable/is-send.ts'
import { isFunction, keyOf, rangeOf, unwrap } from '../source/ast.ts'

export const unawaitedStep = defineCheck({
  name: 'unawaited-step',
  severity: 'error',
  what: 'Every step and every `send` is awaited, alone or with `Promise.all`.',
  why: 'A function that does not wait is over before the step is, and counts as completed: a step that fails is never tried again, and a send is cut off.',
  isFixable: true,
  options: z.strictObject({}),
  find({ file }) {
    const steps = file.steps.flatMap(({ call, tool }) =>
      finding(file, call, `step.${tool}`, isLost(file, call, true)),
    )
    const sends = file.calls
      .filter((call) => isSend(file.source, call))
      .flatMap((call) => finding(file, call, 'send', isLost(file, call, false)))
    return [...steps, ...sends]
  },
})

function finding(file: DurableFile, call: CallExpression, name: string, lost: Lost | null): Finding[] {
  if (!lost) return []
  const message =
    lost === 'forEach'
      ? `Nobody waits for ${name} in this callback; use for … of, or await Promise.all over map.`
      : `${name} is not awaited: the function may be over before it is done.`
  if (lost !== 'statement' || !isInAsync(file, call)) return [{ node: call.callee, message }]
  const [start] = rangeOf(call)
  return [{ node: call.callee, message, fix: { range: [start, start], text: 'await ' } }]
}

type Lost = 'statement' | 'variable' | 'forEach' | 'chain'

/** How the promise of a call gets lost; null where somebody waits for it. */
function isLost(file: DurableFile, call: CallExpression, isStep: boolean): Lost | null {
  let at: Node = call
  for (const outer of file.source.ancestorsOf(call)) {
    switch (outer.type) {
      case 'ExpressionStatement':
        return at === call ? 'statement' : 'chain'
      case 'UnaryExpression':
        // `void` says that nobody waits. For a send that is a decision; a step is never run.
        return outer.operator === 'void' && isStep ? 'chain' : null
      case 'VariableDeclarator':
        return isNeverRead(file, outer) ? 'variable' : null
      case 'AwaitExpression':
        return inForEach(file, outer) ? 'forEach' : null
      case 'ArrowFunctionExpression':
        return outer.body === at && isForEach(file, outer) ? 'forEach' : null
      case 'MemberExpression':
        // A send that handles its own failure is let go on purpose.
        if (!isStep || !['then', 'catch', 'finally'].includes(keyOf(outer) ?? '')) return null
        break
      case 'CallExpression':
        if (outer.callee !== at) return null
        break
      case 'ParenthesizedExpression':
      case 'ChainExpression':
      case 'ConditionalExpression':
      case 'LogicalExpression':
      case 'SequenceExpression':
        break
      default:
        return null
    }
    at = outer
  }
  return null
}

function isNeverRead(
  { source }: DurableFile,
  { id }: Extract<Node, { type: 'VariableDeclarator' }>,
): boolean {
  const variable = id.type === 'Identifier' ? source.variableOf(id) : null
  return variable !== null && source.usesOf(variable).length === 0
}

/** The callback of `forEach`, or of a `map` whose promises nobody takes. */
function isForEach({ source }: DurableFile, fn: Node): boolean {
  const host = source.parentOf(fn)
  const callee = host?.type === 'CallExpression' ? unwrap(host.callee) : null
  if (!host || callee?.type !== 'MemberExpression') return false
  if (keyOf(callee) === 'forEach') return true
  return keyOf(callee) === 'map' && source.parentOf(host)?.type === 'ExpressionStatement'
}

function inForEach(file: DurableFile, node: Node): boolean {
  for (const at of file.source.ancestorsOf(node)) if (isFunction(at)) return isForEach(file, at)
  return false
}

function isInAsync({ source }: DurableFile, node: Node): boolean {
  for (const at of source.ancestorsOf(node)) if (isFunction(at)) return at.async
  return false
}

import type { CallExpression, Node } from 'oxc-parser'
import { z } from 'zod'
import { defineCheck, type Finding } from '../check.ts'
import type { DurableFile } from '../durable/durable-file.ts'
import { isSend } from '../durable/is-send.ts'
import { isLog } from '../durable/swallowed/only-logs.ts'
import { isFunction, keyOf, pathOf, rangeOf, unwrap } from '../source/ast.ts'

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
      .filter((call) => isSend(file.source, call) && !isReplayed(file, call))
      .flatMap((call) => finding(file, call, 'send', isLost(file, call, false)))
    return [...steps, ...sends]
  },
})

/** Among steps a send is done again on each replay, awaited or not; effect-outside-step says so. */
function isReplayed(file: DurableFile, call: CallExpression): boolean {
  const body = file.bodyAround(call)
  return file.whereaboutsOf(call) === 'handler' && body !== null && file.stepsIn(body).length > 0
}

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

/** How a promise gets lost; null where somebody waits for it. */
function isLost(file: DurableFile, promise: Node, isStep: boolean, seen = new Set<Node>()): Lost | null {
  if (seen.has(promise)) return null
  seen.add(promise)
  let at: Node = promise
  for (const outer of file.source.ancestorsOf(promise)) {
    switch (outer.type) {
      case 'ExpressionStatement':
        return at === promise ? 'statement' : 'chain'
      case 'UnaryExpression':
        // `void` says that nobody waits. For a send that is a decision; a step is never run.
        return outer.operator === 'void' && isStep ? 'chain' : null
      case 'VariableDeclarator':
        return isNameLost(file, outer.id, isStep, seen) ? 'variable' : null
      case 'AssignmentExpression':
        return isNameLost(file, outer.left, isStep, seen) ? 'variable' : null
      case 'AwaitExpression':
        return inLostCallback(file, outer, isStep, seen) ? 'forEach' : null
      case 'ArrowFunctionExpression':
        return outer.body === at && isCallbackLost(file, outer, isStep, seen) ? 'forEach' : null
      case 'MemberExpression':
        // A send that handles its own failure is let go on purpose.
        if (!isStep || !['then', 'catch', 'finally'].includes(keyOf(outer) ?? '')) return null
        break
      case 'CallExpression':
        if (outer.callee !== at && isLog(pathOf(outer.callee))) return 'chain'
        if (outer.callee !== at && pathOf(outer.callee)[0] !== 'Promise') return null
        break
      case 'ArrayExpression':
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

/** Every place that reads the name loses the promise too. */
function isNameLost(file: DurableFile, name: Node, isStep: boolean, seen: Set<Node>): boolean {
  const variable = name.type === 'Identifier' ? file.source.variableOf(name) : null
  if (!variable) return false
  const reads = variable.references.filter((it) => it.isRead()).map((it) => it.identifier as unknown as Node)
  return reads.every((read) => isLost(file, read, isStep, seen) !== null)
}

/** The callback of `forEach`, or of a `map` whose promises nobody takes. */
function isCallbackLost(file: DurableFile, fn: Node, isStep: boolean, seen: Set<Node>): boolean {
  const host = file.source.parentOf(fn)
  const callee = host?.type === 'CallExpression' ? unwrap(host.callee) : null
  if (!host || callee?.type !== 'MemberExpression') return false
  if (keyOf(callee) === 'forEach') return true
  return keyOf(callee) === 'map' && isLost(file, host, isStep, seen) !== null
}

function inLostCallback(file: DurableFile, node: Node, isStep: boolean, seen: Set<Node>): boolean {
  for (const at of file.source.ancestorsOf(node)) {
    if (isFunction(at)) return isCallbackLost(file, at, isStep, seen)
  }
  return false
}

function isInAsync({ source }: DurableFile, node: Node): boolean {
  for (const at of source.ancestorsOf(node)) if (isFunction(at)) return at.async
  return false
}

import type { CallExpression, Node } from 'oxc-parser'
import type { Finding } from '../../check.ts'
import { isFunction, keyOf, pathOf, unwrap } from '../../source/ast.ts'
import type { DurableFile } from '../durable-file.ts'
import { isGivenToNobody, isInert } from './is-inert.ts'
import { readingsOf } from './readings-of.ts'
import { type ResultUse, useOfResult } from './result-use.ts'

// Reading the body says nothing about the status.
const BODY = new Set(['json', 'text', 'arrayBuffer', 'blob', 'formData', 'bytes', 'body', 'headers'])

/** Calls of `fetch` in a step whose status nothing comes of: a 500 does not throw. */
export function uncheckedResponses(file: DurableFile): Finding[] {
  return file.calls
    .filter((call) => isFetch(file, call) && file.whereaboutsOf(call) === 'step')
    .filter((call) => isUnchecked(file, call))
    .map((call) => ({
      node: call.callee,
      message:
        'fetch does not throw on a 4xx or 5xx, and nothing comes of the status: check response.ok, or the step counts as done.',
    }))
}

const isFetch = ({ source }: DurableFile, { callee }: CallExpression): boolean => {
  const bare = unwrap(callee)
  if (bare.type === 'Identifier') return bare.name === 'fetch' && !source.variableOf(bare)?.defs.length
  return pathOf(bare).join('.') === 'globalThis.fetch'
}

const STATUS = new Set(['ok', 'status', 'statusText'])

function isUnchecked(file: DurableFile, call: CallExpression): boolean {
  const parent = file.source.parentOf(call)
  if (parent?.type === 'MemberExpression' && keyOf(parent) === 'then') return isUncheckedIn(file, parent)
  const use = useOfResult(file, call)
  if (use.kind === 'returned') return isGivenToNobody(file, call)
  return parent?.type === 'AwaitExpression' && isUncheckedBy(file, use, readingsOf(file, call, STATUS))
}

/** fetch(…).then((response) => response.json()) */
function isUncheckedIn(file: DurableFile, then: Node): boolean {
  const chained = file.source.parentOf(then)
  const [handler] = chained?.type === 'CallExpression' ? chained.arguments : []
  const parameter = handler && isFunction(handler) ? handler.params[0] : null
  if (parameter?.type !== 'Identifier') return false
  const variable = file.source.variableOf(parameter)
  const uses = variable ? file.source.usesOf(variable) : []
  return uses.length > 0 && uses.every((use) => isUncheckedBy(file, useOfResult(file, use), []))
}

const isUncheckedBy = (file: DurableFile, use: ResultUse, statusReadings: readonly Node[]): boolean => {
  if (use.kind === 'ignored') return true
  if (use.kind !== 'properties') return false
  if (use.names.every((name) => BODY.has(name))) return true
  return (
    use.names.every((name) => BODY.has(name) || STATUS.has(name)) &&
    statusReadings.length > 0 &&
    statusReadings.every((it) => isInert(file, it))
  )
}

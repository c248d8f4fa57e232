import type { CallExpression } from 'oxc-parser'
import type { Finding } from '../../check.ts'
import { isFunction, keyOf, pathOf, unwrap } from '../../source/ast.ts'
import type { DurableFile } from '../durable-file.ts'
import { type ResultUse, useOfResult } from './result-use.ts'

// Reading the body says nothing about the status.
const BODY = new Set(['json', 'text', 'arrayBuffer', 'blob', 'formData', 'bytes', 'body', 'headers'])

/** Calls of `fetch` in a step whose status nobody looks at: a 500 does not throw. */
export function uncheckedResponses(file: DurableFile): Finding[] {
  return file.calls
    .filter((call) => isFetch(file, call) && file.whereaboutsOf(call) === 'step')
    .filter((call) => isUnchecked(file, call))
    .map((call) => ({
      node: call.callee,
      message:
        'fetch does not throw on a 4xx or 5xx, and nobody looks at the status: check response.ok, or the step counts as done.',
    }))
}

const isFetch = ({ source }: DurableFile, { callee }: CallExpression): boolean => {
  const bare = unwrap(callee)
  if (bare.type === 'Identifier') return bare.name === 'fetch' && !source.variableOf(bare)?.defs.length
  return pathOf(bare).join('.') === 'globalThis.fetch'
}

function isUnchecked(file: DurableFile, call: CallExpression): boolean {
  const parent = file.source.parentOf(call)
  if (parent?.type === 'AwaitExpression') return isOnlyBody(useOfResult(file, call))
  // fetch(…).then((response) => response.json())
  const then =
    parent?.type === 'MemberExpression' && keyOf(parent) === 'then' ? file.source.parentOf(parent) : null
  const [handler] = then?.type === 'CallExpression' ? then.arguments : []
  if (!handler || !isFunction(handler) || !handler.body || handler.body.type === 'BlockStatement') {
    return false
  }
  const [parameter] = handler.params
  const body = unwrap(handler.body)
  if (parameter?.type !== 'Identifier' || body.type !== 'CallExpression') return false
  const [name, method] = pathOf(body.callee)
  return name === parameter.name && BODY.has(method ?? '')
}

const isOnlyBody = (use: ResultUse): boolean =>
  use.kind === 'ignored' || (use.kind === 'properties' && use.names.every((name) => BODY.has(name)))

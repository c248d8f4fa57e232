import type { Node } from 'oxc-parser'
import { isFunction, keyOf, pathOf } from '../../source/ast.ts'
import type { DurableFile } from '../durable-file.ts'
import { isLog } from './only-logs.ts'

/**
 * What becomes of the value of an expression: nothing, only some of its properties are looked at, or it goes on to where we do not
 * follow. `returned` ends at the function that gives it back.
 */
export type ResultUse =
  | { kind: 'ignored' }
  | { kind: 'properties'; names: string[] }
  | { kind: 'returned'; by: Node }
  | { kind: 'elsewhere' }

export function useOfResult(file: DurableFile, node: Node): ResultUse {
  let at = node
  for (const outer of file.source.ancestorsOf(node)) {
    if (outer.type === 'ExpressionStatement') return { kind: 'ignored' }
    if (outer.type === 'VariableDeclarator') return useOfVariable(file, outer.id)
    if (outer.type === 'MemberExpression') return { kind: 'properties', names: [keyOf(outer) ?? ''] }
    if (isFunction(outer)) return outer.body === at ? { kind: 'returned', by: outer } : { kind: 'elsewhere' }
    if (outer.type === 'ReturnStatement') {
      return { kind: 'returned', by: functionAround(file, outer) ?? outer }
    }
    const isShell =
      outer.type === 'AwaitExpression' ||
      outer.type === 'ParenthesizedExpression' ||
      outer.type === 'ChainExpression' ||
      outer.type.startsWith('TS')
    if (!isShell) return { kind: 'elsewhere' }
    at = outer
  }
  return { kind: 'elsewhere' }
}

function useOfVariable(file: DurableFile, id: Node): ResultUse {
  const { source } = file
  if (id.type === 'ObjectPattern') {
    const names = id.properties.flatMap((it) => {
      if (it.type !== 'Property') return ['*']
      const variable = it.value.type === 'Identifier' ? source.variableOf(it.value) : null
      return variable && source.usesOf(variable).length === 0 ? [] : [keyOf(it) ?? '*']
    })
    return names.includes('*') ? { kind: 'elsewhere' } : { kind: 'properties', names }
  }
  const variable = id.type === 'Identifier' ? source.variableOf(id) : null
  if (!variable) return { kind: 'elsewhere' }
  const uses = source.usesOf(variable).filter((use) => !isLoggedWhole(file, use))
  const [first, ...others] = uses.map((use) => useOfResult(file, use))
  if (!first) return { kind: 'ignored' }
  if (first.kind === 'returned') return others.length === 0 ? first : { kind: 'elsewhere' }
  const names = [first, ...others].flatMap((use) => (use.kind === 'properties' ? use.names : '*'))
  return names.includes('*') ? { kind: 'elsewhere' } : { kind: 'properties', names }
}

/** The value itself is an argument of a log line. */
const isLoggedWhole = ({ source }: DurableFile, use: Node): boolean => {
  const parent = source.parentOf(use)
  return parent?.type === 'CallExpression' && parent.callee !== use && isLog(pathOf(parent.callee))
}

export function functionAround({ source }: DurableFile, node: Node): Node | null {
  for (const at of source.ancestorsOf(node)) if (isFunction(at)) return at
  return null
}

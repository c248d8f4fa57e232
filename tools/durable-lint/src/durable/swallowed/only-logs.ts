import type { Node } from 'oxc-parser'
import { isFunction, pathOf, unwrap } from '../../source/ast.ts'
import { nameMatches } from '../name-matches.ts'

const LOGS = [
  'console.*',
  'logger.*',
  'log.*',
  'log',
  '*.logger.*',
  'Sentry.*',
  'captureException',
  'logError',
  'reportError',
]

export const isLog = (path: readonly string[]): boolean => LOGS.some((name) => nameMatches(path, name))

/** Whether a block does nothing about an error but log it. `returns` tells whether it also gives back an empty value. */
export function onlyLogs(statements: readonly Node[]): { returns: boolean } | null {
  let returns = false
  for (const statement of statements) {
    if (statement.type === 'ReturnStatement' && isEmpty(statement.argument)) {
      returns = statement.argument !== null
    } else if (statement.type === 'ContinueStatement' || statement.type === 'BreakStatement') continue
    else if (statement.type === 'EmptyStatement') continue
    else if (statement.type === 'ExpressionStatement' && isLogged(statement.expression)) continue
    else if (
      statement.type === 'VariableDeclaration' &&
      statement.declarations.every(({ init }) => !init || !hasCall(init))
    ) {
      continue
    } else return null
  }
  return { returns }
}

/** The same for what is given to `.catch()`. */
export function onlyLogsRejection(handler: Node): { returns: boolean } | null {
  const bare = unwrap(handler)
  if (!isFunction(bare)) return isLog(pathOf(bare)) ? { returns: false } : null
  if (!bare.body) return null
  if (bare.body.type === 'BlockStatement') return onlyLogs(bare.body.body)
  if (isLogged(bare.body)) return { returns: false }
  return isEmpty(bare.body) ? { returns: true } : null
}

const isLogged = (node: Node): boolean => {
  const bare = unwrap(node)
  if (bare.type === 'AwaitExpression') return isLogged(bare.argument)
  return bare.type === 'CallExpression' && isLog(pathOf(bare.callee))
}

function isEmpty(node: Node | null): boolean {
  if (node === null) return true
  const bare = unwrap(node)
  if (bare.type === 'Identifier') return bare.name === 'undefined'
  if (bare.type === 'Literal') return bare.value === null || bare.value === false
  if (bare.type === 'ArrayExpression') return bare.elements.length === 0
  return bare.type === 'UnaryExpression' && bare.operator === 'void'
}

const hasCall = (node: Node): boolean =>
  JSON.stringify(node, (key, value: unknown) => (key === 'parent' ? undefined : value)).includes(
    '"AwaitExpression"',
  )

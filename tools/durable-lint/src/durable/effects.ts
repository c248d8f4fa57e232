import type { CallExpression, Node } from 'oxc-parser'
import { type FunctionNode, isFunction, keyOf, pathOf, unwrap } from '../source/ast.ts'
import { childrenOf } from '../source/source-file.ts'
import { findFunction } from '../project/find-value.ts'
import type { Project } from '../project/project.ts'
import { type DurableFile, durableFileOf } from './durable-file.ts'
import { handsOnStep } from './hands-on-step.ts'
import { isSend } from './is-send.ts'
import { nameMatches } from './name-matches.ts'

// What starts at once, awaited or not.
const EAGER = [
  'fetch',
  'globalThis.fetch',
  'axios',
  'axios.*',
  'ky',
  'ky.*',
  'got',
  'got.*',
  'ofetch',
  '$fetch',
  '*.emails.send',
]
// Awaited, and yet nothing outside is read or changed.
const HARMLESS = [
  'Promise.*',
  'crypto.subtle.*',
  'subtle.*',
  'console.*',
  'logger.*',
  'log.*',
  'group.*',
  'publish',
  'defer',
  // A connection cannot be remembered by a step.
  '*.close',
  '*.connect',
  '*.disconnect',
  '*.$disconnect',
  '*.release',
  'connect*',
  'dbConnect',
  '*.getConnection',
  'headers',
  'cookies',
  'json',
  'text',
  'arrayBuffer',
  'blob',
  'formData',
  'bytes',
  '*.json',
  '*.text',
  '*.arrayBuffer',
  '*.blob',
  '*.formData',
  '*.bytes',
]
// Agents of @inngest/agent-kit make steps of their own.
const AGENT = /(agent|network)$/i
const MAX_DEPTH = 4

/** Whether a call reads or changes the world outside: by name, or since it is awaited and nothing shows it to be pure. */
export function isEffect(
  project: Project,
  file: DurableFile,
  call: CallExpression,
  allowed: readonly string[],
): boolean {
  return reaches(project, file, call, allowed, 0, new Set())
}

function reaches(
  project: Project,
  file: DurableFile,
  call: CallExpression,
  allowed: readonly string[],
  depth: number,
  seen: Set<Node>,
): boolean {
  const path = pathOfWork(call)
  const is = (patterns: readonly string[]) => patterns.some((pattern) => nameMatches(path, pattern))
  // What is given a step, straight or in a closure, does its work in steps.
  if (is(allowed) || file.stepsIn(call).length > 0 || handsOnStep(file, call)) return false
  if (isSend(file.source, call)) return true
  if (is(EAGER) && isNotShadowed(file, call)) return true
  if (is(HARMLESS) || isMap(call) || isAgent(path) || !isAwaited(file, call)) return false
  if (isReactEmail(file, call)) return false

  const found = findFunction(project, file.source, call.callee)
  if (!found) return !isChosenLocally(file, call)
  if (seen.has(found.fn)) return false
  seen.add(found.fn)
  const inner = durableFileOf(found.file)
  if (inner.stepsIn(found.fn).length > 0) return false
  if (depth >= MAX_DEPTH) return true
  // One inside a body is looked at where it is written.
  if (found.file === file.source && file.bodyAround(found.fn) !== null) return false
  return callsIn(found.fn).some((it) => reaches(project, inner, it, allowed, depth + 1, seen))
}

/** What a call does, whatever is chained to its promise: `response.json` of `response.json().catch(…)`. */
function pathOfWork({ callee }: CallExpression): string[] {
  const bare = unwrap(callee)
  return isThen(bare) && bare.type === 'MemberExpression'
    ? pathOf(bare.object).filter((name) => name !== '()')
    : pathOf(bare)
}

/** A function that the body itself picked, from a table or a factory, or that a helper was handed: it may well make steps. */
function isChosenLocally(file: DurableFile, call: CallExpression): boolean {
  const definition = file.source.definitionOf(unwrap(call.callee))
  const declared = definition?.node
  if (definition?.kind === 'Parameter' && declared) {
    return !file.functions.some(
      ({ handler, failureHandler }) => handler === declared || failureHandler === declared,
    )
  }
  return declared?.type === 'VariableDeclarator' && file.bodyAround(declared) !== null
}

export function callsIn(node: Node): CallExpression[] {
  const own = node.type === 'CallExpression' ? [node] : []
  return [...own, ...childrenOf(node).flatMap(callsIn)]
}

/** Waited for: by `await`, by `Promise.all` around it or around the `map` that makes it. */
function isAwaited({ source }: DurableFile, call: CallExpression): boolean {
  let at: Node = call
  for (const outer of source.ancestorsOf(call)) {
    if (outer.type === 'AwaitExpression') return true
    if (outer.type === 'ForOfStatement') return outer.await && outer.right === at
    const isList =
      outer.type === 'ArrayExpression' ||
      outer.type === 'ConditionalExpression' ||
      outer.type === 'LogicalExpression'
    const isShell =
      outer.type === 'ParenthesizedExpression' ||
      outer.type === 'ChainExpression' ||
      outer.type.startsWith('TS')
    const isPromise =
      outer.type === 'CallExpression' && outer.callee !== at && pathOf(outer.callee)[0] === 'Promise'
    const isEach = outer.type === 'CallExpression' && isFunction(at) && isMap(outer)
    const isGiven =
      isFunction(outer) && (outer.body === at || isReturned(at, outer)) && isCallback(source.parentOf(outer))
    const isCaught =
      outer.type === 'MemberExpression' && ['then', 'catch', 'finally'].includes(keyOf(outer) ?? '')
    const isChained =
      outer.type === 'CallExpression' && outer.callee === at && !isCaught && at.type === 'MemberExpression'
    if (!(isList || isShell || isPromise || isEach || isGiven || isCaught || (isChained && isThen(at)))) {
      return false
    }
    at = outer
  }
  return false
}

const isThen = (node: Node): boolean =>
  node.type === 'MemberExpression' && ['then', 'catch', 'finally'].includes(keyOf(node) ?? '')
const isMap = (call: CallExpression): boolean => {
  const callee = unwrap(call.callee)
  return callee.type === 'MemberExpression' && ['map', 'flatMap'].includes(keyOf(callee) ?? '')
}
const isCallback = (node: Node | null): boolean => node?.type === 'CallExpression' && isMap(node)
const isReturned = (node: Node, fn: FunctionNode): boolean => node.type === 'ReturnStatement' && fn.async

/** `fetch` is the global one, unless the file says otherwise; a library's name is its import. */
function isNotShadowed({ source }: DurableFile, call: CallExpression): boolean {
  const definition = source.definitionOf(unwrap(call.callee))
  return definition === null || definition.kind === 'ImportBinding'
}

const isAgent = (path: readonly string[]): boolean => path.at(-1) === 'run' && AGENT.test(path.at(-2) ?? '')

function isReactEmail({ source }: DurableFile, call: CallExpression): boolean {
  const from = source.definitionOf(unwrap(call.callee))?.parent
  return from?.type === 'ImportDeclaration' && from.source.value.startsWith('@react-email/')
}

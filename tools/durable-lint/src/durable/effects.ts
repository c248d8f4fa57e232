import type { CallExpression, Node } from 'oxc-parser'
import { pathOf, unwrap } from '../source/ast.ts'
import { childrenOf } from '../source/source-file.ts'
import { findFunction } from '../project/find-value.ts'
import type { Project } from '../project/project.ts'
import { type DurableFile, durableFileOf } from './durable-file.ts'
import { handsOnStep } from './hands-on-step.ts'
import { isMap, isPromise, isThen } from './is-promise.ts'
import { isSend } from './is-send.ts'
import { nameMatches } from './name-matches.ts'
import { ownCallsIn } from './own-calls-in.ts'

// What starts at once, whatever becomes of its promise.
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
  // Done before the next line, without a promise.
  'execSync',
  'execFileSync',
  'spawnSync',
  'writeFileSync',
  'appendFileSync',
  'unlinkSync',
  'rmSync',
  'mkdirSync',
  'renameSync',
  'copyFileSync',
]
const DATABASE = /^(db|database|sqlite|tx|trx|conn|connection|d1|drizzle)$/i
// Perhaps a promise, and yet nothing outside is read or changed.
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
  '*.quit',
  '*.end',
  '*.flush',
  '*.flushAsync',
  '*.shutdown',
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

/** Whether a call reads or changes the world outside: by name, or since it gives a promise and nothing shows it to be pure. */
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
  if (isSynchronousQuery(path)) return true
  if (is(HARMLESS) || isMap(call) || isAgent(path) || isReactEmail(file, call)) return false

  const found = findFunction(project, file.source, call.callee)
  if (!found) return isPromise(file.source, call) && !isChosenLocally(file, call)
  if (seen.has(found.fn)) return false
  seen.add(found.fn)
  const inner = durableFileOf(found.file)
  if (inner.stepsIn(found.fn).length > 0) return false
  if (depth >= MAX_DEPTH) return isPromise(file.source, call)
  // One inside a body is looked at where it is written.
  if (found.file === file.source && file.bodyAround(found.fn) !== null) return false
  return ownCallsIn(inner, found.fn).some((it) => reaches(project, inner, it, allowed, depth + 1, seen))
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

/** `db.insert(a).values(b).run()`: drivers of files answer at once. */
const isSynchronousQuery = (path: readonly string[]): boolean =>
  (path.at(-1) === 'run' || path.at(-1) === 'execute') &&
  path.slice(0, -1).some((name) => DATABASE.test(name))

export function callsIn(node: Node): CallExpression[] {
  const calls: CallExpression[] = []
  const visit = (at: Node): void => {
    if (at.type === 'CallExpression') calls.push(at)
    for (const child of childrenOf(at)) visit(child)
  }
  visit(node)
  return calls
}

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

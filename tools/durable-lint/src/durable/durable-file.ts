import type { CallExpression, Node } from 'oxc-parser'
import { type FunctionNode, isFunction, keyOf, unwrap } from '../source/ast.ts'
import type { SourceFile } from '../source/source-file.ts'
import { type DurableFunction, readFunction } from './durable-function.ts'
import { type Door, readDoor } from './door.ts'
import { readStep, type StepCall } from './step-call.ts'

/** Where code runs: memoised in a step, again and again in the body of a function, or where we cannot tell. */
export type Whereabouts = 'step' | 'handler' | 'unknown' | 'elsewhere'

/** What a file has to do with durable functions. */
export class DurableFile {
  readonly source: SourceFile
  readonly functions: DurableFunction[]
  readonly steps: StepCall[]
  readonly doors: Door[]
  /** The handlers, what runs on failure, and whoever else was handed `step`. */
  readonly bodies: Set<FunctionNode>
  readonly #stepBodies: Set<Node>
  readonly #stepByCall: Map<Node, StepCall>

  constructor(source: SourceFile) {
    const calls = source.nodesOf('CallExpression')
    const isForeign = /\bWorkflowEntrypoint\b|@playwright\/test/.test(source.text)
    this.source = source
    this.functions = calls.flatMap((call) => readFunction(source, call) ?? [])
    this.steps = isForeign ? [] : calls.flatMap((call) => readStep(source, call) ?? [])
    this.doors = [...calls, ...source.nodesOf('NewExpression')].flatMap(
      (call) => readDoor(source, call) ?? [],
    )
    this.bodies = new Set([
      ...this.functions.flatMap(({ handler, failureHandler }) =>
        [handler ?? [], failureHandler ?? []].flat(),
      ),
      ...this.steps.flatMap(({ owner }) => owner ?? []),
    ])
    this.#stepBodies = new Set(this.steps.flatMap(({ body }) => body ?? []))
    this.#stepByCall = new Map(this.steps.map((step) => [step.call, step]))
  }

  stepOf(call: Node): StepCall | null {
    return this.#stepByCall.get(call) ?? null
  }

  stepsIn(node: Node): StepCall[] {
    return this.steps.filter(({ call }) => this.source.isInside(call, node))
  }

  /** The innermost function with `step` around a node. */
  bodyAround(node: Node): FunctionNode | null {
    for (const at of this.source.ancestorsOf(node)) if (isFunction(at) && this.bodies.has(at)) return at
    return null
  }

  /** The innermost function around a node that runs inside a step. */
  stepAround(node: Node): StepCall | null {
    for (const at of this.source.ancestorsOf(node)) {
      if (this.#stepBodies.has(at)) return this.steps.find(({ body }) => body === at) ?? null
      if (isFunction(at) && this.bodies.has(at)) return null
    }
    return null
  }

  whereaboutsOf(node: Node, seen = new Set<Node>()): Whereabouts {
    for (const at of this.source.ancestorsOf(node)) {
      if (!isFunction(at)) continue
      if (this.#stepBodies.has(at)) return 'step'
      if (this.bodies.has(at)) return 'handler'
      if (this.#isCallback(at)) continue
      if (this.bodyAround(at) === null) return 'elsewhere'
      return this.#whereaboutsOfLocal(at, seen)
    }
    return 'elsewhere'
  }

  /** Runs where the call around it runs: an argument, or called on the spot. */
  #isCallback(fn: FunctionNode): boolean {
    const host = this.source.parentOf(fn)
    if (host?.type === 'CallExpression') return true
    if (host?.type === 'NewExpression') {
      return host.callee.type === 'Identifier' && host.callee.name === 'Promise'
    }
    return host?.type === 'ParenthesizedExpression' && this.source.parentOf(host)?.type === 'CallExpression'
  }

  /** A function with a name, inside a body, runs wherever it is called. */
  #whereaboutsOfLocal(fn: FunctionNode, seen: Set<Node>): Whereabouts {
    if (seen.has(fn)) return 'unknown'
    seen.add(fn)
    const host = this.source.parentOf(fn)
    const name = fn.id ?? (host?.type === 'VariableDeclarator' ? host.id : null)
    const variable = name && this.source.variableOf(name)
    if (!variable) return 'unknown'
    const places = this.source.usesOf(variable).map((use) => {
      const parent = this.source.parentOf(use)
      if (parent?.type !== 'CallExpression') return 'unknown'
      if (parent.callee !== use && this.stepOf(parent)) return 'step'
      return this.whereaboutsOf(use, seen)
    })
    return (['handler', 'step'] as const).find((place) => places.includes(place)) ?? 'unknown'
  }

  /** The loop that repeats a node inside the same body; callbacks of list methods included. */
  loopAround(node: Node): Node | null {
    let inner = node
    for (const at of this.source.ancestorsOf(node)) {
      if (LOOPS.has(at.type) && 'body' in at && at.body === inner) return at
      if (isFunction(at)) {
        if (this.bodies.has(at) || this.#stepBodies.has(at)) return null
        const host = this.source.parentOf(at)
        const callee = host?.type === 'CallExpression' ? unwrap(host.callee) : null
        if (callee?.type === 'MemberExpression' && LIST_METHODS.has(keyOf(callee) ?? '')) return at
      }
      inner = at
    }
    return null
  }

  get calls(): CallExpression[] {
    return this.source.nodesOf('CallExpression')
  }
}

const LOOPS = new Set<string>([
  'ForStatement',
  'ForOfStatement',
  'ForInStatement',
  'WhileStatement',
  'DoWhileStatement',
])
const LIST_METHODS = new Set(['map', 'forEach', 'flatMap', 'reduce', 'filter'])

const known = new WeakMap<SourceFile, DurableFile>()

/** Reads a file once, however many checks ask. */
export function durableFileOf(source: SourceFile): DurableFile {
  const file = known.get(source) ?? new DurableFile(source)
  known.set(source, file)
  return file
}

/** Cheap, and true wherever a check could find something. */
export const mayBeDurable = (text: string): boolean => /inngest|createFunction|\bstep\b/i.test(text)

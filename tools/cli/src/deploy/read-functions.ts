import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import {
  type CallExpression,
  type Expression,
  type Identifier,
  type MemberExpression,
  type Node,
  parse,
  type SpreadElement,
} from 'acorn'
import { simple } from 'acorn-walk'
import type { FunctionSteps } from './rules/compare-functions.ts'

/** The tools whose first argument is a step's id. */
const TOOLS = [
  'run',
  'sendEvent',
  'sleep',
  'sleepUntil',
  'waitForEvent',
  'waitForSignal',
  'invoke',
  'fetch',
  'sendSignal',
  'infer',
  'wrap',
]

/**
 * Reads an app's functions from its source: they are made in the files of `src/functions`, and have the steps that their file takes itself or that a
 * file which it imports from its own app takes on a `step` that it is handed.
 */
export async function readFunctions(appDir: string): Promise<FunctionSteps> {
  const dir = join(appDir, 'src/functions')
  if (!existsSync(dir)) return {}
  const files = (await readdir(dir)).filter((file) => /^[^.]+\.ts$/.test(file) && file !== 'index.ts')
  const functions = files.toSorted().map(async (file) => {
    const path = join(dir, file)
    const steps = [...new Set(await stepsOf(path, new Set()))]
    return readModule(await readFile(path, 'utf8')).functions.map((id) => [id, steps] as const)
  })
  return Object.fromEntries((await Promise.all(functions)).flat())
}

async function stepsOf(file: string, seen: Set<string>): Promise<string[]> {
  if (seen.has(file) || !existsSync(file)) return []
  seen.add(file)
  const { steps, imports } = readModule(await readFile(file, 'utf8'))
  const inner: string[] = []
  for (const path of imports) inner.push(...(await stepsOf(resolve(dirname(file), path), seen)))
  return [...steps, ...inner]
}

export type Module = { functions: string[]; steps: string[]; imports: string[] }

/** What one module says itself: the ids of its functions, those of its steps in their order, and the modules of its own app that it imports. */
export function readModule(source: string): Module {
  const tree = parse(stripTypeScriptTypes(source), { ecmaVersion: 'latest', sourceType: 'module' })
  const found: { start: number; kind: 'functions' | 'steps'; node: Expression | SpreadElement }[] = []
  const imports: string[] = []
  const constants = new Map<string, string>()
  const follow = (from?: { type: string; value?: unknown } | null) => {
    const path = from?.value
    if (typeof path === 'string' && path.startsWith('.') && path.endsWith('.ts')) imports.push(path)
  }
  simple(tree, {
    ImportDeclaration: ({ source: from }) => follow(from),
    ExportNamedDeclaration: ({ source: from }) => follow(from),
    ExportAllDeclaration: ({ source: from }) => follow(from),
    ImportExpression: ({ source: from }) => follow(from),
    VariableDeclarator: ({ id, init }) => {
      if (id.type === 'Identifier' && init?.type === 'Literal') constants.set(id.name, String(init.value))
    },
    CallExpression: (call) => {
      const kind = kindOf(call)
      const [first] = call.arguments
      if (kind && first) found.push({ start: call.start, kind, node: first })
    },
  })
  const inOrder = found.toSorted((a, b) => a.start - b.start)
  const idsOf = (wanted: string) =>
    inOrder.filter(({ kind }) => kind === wanted).flatMap(({ node }) => idsIn(node, constants))
  return { functions: idsOf('functions'), steps: idsOf('steps'), imports }
}

function kindOf({ callee }: CallExpression): 'functions' | 'steps' | undefined {
  const path = pathOf(callee)
  const tool = path.at(-1) ?? ''
  if (tool === 'createFunction') return 'functions'
  const taker = path.at(-2) === 'ai' ? path.at(-3) : path.at(-2)
  return taker === 'step' && TOOLS.includes(tool) ? 'steps' : undefined
}

/** `ctx.step.run` as its words. */
function pathOf(node: Node & { type: string }): string[] {
  if (node.type === 'Identifier') return [(node as Identifier).name]
  if (node.type !== 'MemberExpression') return []
  const { object, property } = node as MemberExpression
  const last = property.type === 'Literal' ? [String(property.value)] : pathOf(property)
  return [...pathOf(object), ...last]
}

/** The ids that an argument may come to; what is computed is a hole. */
function idsIn(node: Expression | SpreadElement, constants: ReadonlyMap<string, string>): string[] {
  switch (node.type) {
    case 'Literal':
      return [String(node.value)]
    case 'Identifier':
      return [constants.get(node.name) ?? '${}']
    case 'TemplateLiteral':
      return [node.quasis.map(({ value }) => value.cooked ?? '').join('${}')]
    case 'ConditionalExpression':
      return [...idsIn(node.consequent, constants), ...idsIn(node.alternate, constants)]
    case 'ObjectExpression': {
      // `{ id: 'charge', name: 'Charge the card' }`
      const id = node.properties.find(
        (property) =>
          property.type === 'Property' && property.key.type === 'Identifier' && property.key.name === 'id',
      )
      return id?.type === 'Property' ? idsIn(id.value, constants) : ['${}']
    }
    default:
      return ['${}']
  }
}

import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { type CallExpression, type Node, parse } from 'acorn'
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
]

/**
 * Reads an app's functions from its source: a file in `src/functions` is a function, and its steps are those that it takes itself or that a file
 * which it imports from its own app takes on a `step` that it is handed.
 */
export async function readFunctions(appDir: string): Promise<FunctionSteps> {
  const dir = join(appDir, 'src/functions')
  if (!existsSync(dir)) return {}
  const files = (await readdir(dir)).filter((file) => /^[^.]+\.ts$/.test(file) && file !== 'index.ts')
  const functions = files.toSorted().map(async (file) => {
    const steps = await stepsOf(join(dir, file), new Set())
    return [basename(file, '.ts'), [...new Set(steps)]] as [string, string[]]
  })
  return Object.fromEntries(await Promise.all(functions))
}

async function stepsOf(file: string, seen: Set<string>): Promise<string[]> {
  if (seen.has(file) || !existsSync(file)) return []
  seen.add(file)
  const { steps, imports } = readModule(await readFile(file, 'utf8'))
  const inner: string[] = []
  for (const path of imports) inner.push(...(await stepsOf(resolve(dirname(file), path), seen)))
  return [...steps, ...inner]
}

/** What one module says itself: the ids of its steps in their order, and the modules of its own app that it imports. */
export function readModule(source: string): { steps: string[]; imports: string[] } {
  const tree = parse(stripTypeScriptTypes(source), { ecmaVersion: 'latest', sourceType: 'module' })
  const steps: { start: number; id: string }[] = []
  const imports: string[] = []
  simple(tree, {
    ImportDeclaration: ({ source: { value } }) => {
      if (typeof value === 'string' && value.startsWith('.') && value.endsWith('.ts')) imports.push(value)
    },
    CallExpression: (call) => {
      const id = stepIdOf(call)
      if (id !== undefined) steps.push({ start: call.start, id })
    },
  })
  return { steps: steps.toSorted((a, b) => a.start - b.start).map(({ id }) => id), imports }
}

function stepIdOf({ callee, arguments: [first] }: CallExpression): string | undefined {
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return undefined
  if (callee.object.type !== 'Identifier' || callee.object.name !== 'step') return undefined
  if (!TOOLS.includes(callee.property.name) || !first) return undefined
  return idIn(first)
}

function idIn(node: Node & { type: string }): string | undefined {
  if (node.type === 'Literal') return String((node as unknown as { value: unknown }).value)
  if (node.type === 'TemplateLiteral') {
    const { quasis } = node as unknown as { quasis: { value: { cooked: string } }[] }
    return quasis.map(({ value }) => value.cooked).join('${}')
  }
  // `{ id: 'charge', name: 'Charge the card' }`
  if (node.type === 'ObjectExpression') {
    const { properties } = node as unknown as {
      properties: { key?: { name?: string }; value?: Node & { type: string } }[]
    }
    const id = properties.find(({ key }) => key?.name === 'id')?.value
    return id && idIn(id)
  }
  return '${}'
}

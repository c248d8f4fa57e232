import type { Node } from 'oxc-parser'
import { type DurableFile, durableFileOf } from '../durable/durable-file.ts'
import type { Door } from '../durable/door.ts'
import { isFunction, keyOf, pathOf, returnsOf, unwrap } from '../source/ast.ts'
import { childrenOf, type SourceFile } from '../source/source-file.ts'
import { exportNames, findExport, findValue, type Value } from './find-value.ts'
import type { Project } from './project.ts'

export type OpenDoor = {
  file: DurableFile
  door: Door
  /** The calls of `createFunction` that this door serves. */
  functions: Set<Node>
  /** Whether a part of its list cannot be followed. */
  isOpaque: boolean
}

/** Every door of the project, with the functions that stand behind it. */
export function doorsOf(project: Project): OpenDoor[] {
  return project.once(doorsOf, () =>
    project.durableFiles().flatMap((file) => file.doors.map((door) => openDoor(project, file, door))),
  )
}

function openDoor(project: Project, file: DurableFile, door: Door): OpenDoor {
  const found: Found = { functions: new Set(), isOpaque: door.lists === null, seen: new Set() }
  for (const list of door.lists ?? []) collect(project, file.source, list, found)
  return { file, door, functions: found.functions, isOpaque: found.isOpaque }
}

type Found = { functions: Set<Node>; isOpaque: boolean; seen: Set<Node> }

function collect(project: Project, file: SourceFile, node: Node, found: Found): void {
  // A list may be filled after it was made.
  const bare = unwrap(node)
  if (bare.type === 'Identifier') collectPushed(project, file, bare, found)
  const value = findValue(project, file, node)
  if (!value) found.isOpaque = true
  else collectValue(project, value, found)
}

function collectValue(project: Project, value: Value, found: Found): void {
  if ('namespace' in value) {
    const names = exportNames(project, value.namespace)
    if (!names) found.isOpaque = true
    for (const name of names ?? []) {
      const exported = findExport(project, value.namespace, name)
      if (exported && 'node' in exported && isCreated(exported)) found.functions.add(exported.node)
    }
    return
  }
  const { file, node } = value
  if (found.seen.has(node)) return
  found.seen.add(node)
  if (isCreated(value)) found.functions.add(node)
  else if (node.type === 'ArrayExpression') {
    for (const element of node.elements) {
      if (element) {
        collect(project, file, element.type === 'SpreadElement' ? element.argument : element, found)
      }
    }
  } else if (node.type === 'ObjectExpression') {
    for (const it of node.properties) {
      collect(project, file, it.type === 'Property' ? it.value : it.argument, found)
    }
  } else if (node.type === 'ConditionalExpression') {
    for (const branch of [node.consequent, node.alternate]) collect(project, file, branch, found)
  } else if (node.type === 'LogicalExpression') {
    // `isOn && fn`: what stands on the left is no function.
    const branches = node.operator === '&&' ? [node.right] : [node.left, node.right]
    for (const branch of branches) collect(project, file, branch, found)
  } else if (node.type === 'CallExpression') collectCall(project, file, node, found)
  else if (node.type !== 'Literal') found.isOpaque = true
}

const isCreated = (value: { file: SourceFile; node: Node }): boolean =>
  durableFileOf(value.file).functions.some(({ call }) => call === value.node)

const KEEPS_ITS_LIST = new Set(['filter', 'flat', 'slice', 'concat', 'toSorted', 'reverse'])

function collectCall(
  project: Project,
  file: SourceFile,
  call: Extract<Node, { type: 'CallExpression' }>,
  found: Found,
): void {
  const args = call.arguments.map((it) => (it.type === 'SpreadElement' ? it.argument : it))
  const callee = unwrap(call.callee)
  const [first] = args
  const path = pathOf(callee).join('.')
  if ((path === 'Object.values' || path === 'Object.freeze') && first) {
    return collect(project, file, first, found)
  }
  const method = callee.type === 'MemberExpression' ? keyOf(callee) : null
  // What no filter lets through is served by nobody.
  if (method === 'filter' && isNever(first)) return
  if (callee.type === 'MemberExpression' && method !== null && KEEPS_ITS_LIST.has(method)) {
    collect(project, file, callee.object, found)
    if (method === 'concat') for (const it of args) collect(project, file, it, found)
    return
  }
  // A factory: what it gives back.
  const value = findValue(project, file, callee)
  if (!value || !('node' in value) || !isFunction(value.node)) {
    found.isOpaque = true
    return
  }
  for (const result of returnsOf(value.node, childrenOf)) collect(project, value.file, result, found)
}

/** `() => false` */
const isNever = (node: Node | undefined): boolean =>
  node !== undefined &&
  isFunction(node) &&
  returnsOf(node, childrenOf).every((it) => it.type === 'Literal' && !it.value)

function collectPushed(project: Project, file: SourceFile, list: Node, found: Found): void {
  const variable = file.variableOf(list)
  for (const use of variable ? file.usesOf(variable) : []) {
    const member = file.parentOf(use)
    const call = member && file.parentOf(member)
    if (member?.type !== 'MemberExpression' || keyOf(member) !== 'push' || call?.type !== 'CallExpression') {
      continue
    }
    for (const it of call.arguments) {
      collect(project, file, it.type === 'SpreadElement' ? it.argument : it, found)
    }
  }
}

import type { Node } from 'oxc-parser'
import { type FunctionNode, isFunction, keyOf, propertyOf, unwrap } from '../source/ast.ts'
import type { SourceFile } from '../source/source-file.ts'
import type { Project } from './project.ts'

/** Where an expression's value was made. `namespace` stands for all exports of a file. */
export type Value = { file: SourceFile; node: Node } | { namespace: SourceFile }

const MAX_HOPS = 12

/** Follows names, members, imports and re-exports, across files, to the expression that makes the value; null where the trail ends. */
export function findValue(project: Project, file: SourceFile, node: Node, hops = 0): Value | null {
  if (hops > MAX_HOPS) return null
  const bare = unwrap(node)
  if (bare.type === 'Identifier') return valueOfName(project, file, bare, hops + 1)
  if (bare.type === 'AwaitExpression') return findValue(project, file, bare.argument, hops + 1)
  if (bare.type !== 'MemberExpression') return { file, node: bare }

  const name = keyOf(bare)
  const object = name === null ? null : findValue(project, file, bare.object, hops + 1)
  if (name === null || object === null) return null
  if ('namespace' in object) return findExport(project, object.namespace, name, hops + 1)
  if (object.node.type !== 'ObjectExpression') return null
  const property = propertyOf(object.node, name)
  return property ? findValue(project, object.file, property.value, hops + 1) : null
}

/** The function that an expression names, wherever it is written. */
export function findFunction(
  project: Project,
  file: SourceFile,
  node: Node,
): { file: SourceFile; fn: FunctionNode } | null {
  const value = findValue(project, file, node)
  return value && 'node' in value && isFunction(value.node) ? { file: value.file, fn: value.node } : null
}

function valueOfName(project: Project, file: SourceFile, identifier: Node, hops: number): Value | null {
  const definition = file.definitionOf(identifier)
  if (!definition) return null
  const { node, name, parent: declaration } = definition
  if (definition.kind === 'ImportBinding') {
    if (declaration?.type !== 'ImportDeclaration') return null
    const target = targetOf(project, file, declaration.source.value)
    if (!target) return null
    if (node.type === 'ImportNamespaceSpecifier') return { namespace: target }
    if (node.type === 'ImportDefaultSpecifier') return findExport(project, target, 'default', hops)
    return node.type === 'ImportSpecifier' ? findExport(project, target, nameOf(node.imported), hops) : null
  }
  if (isFunction(node) && definition.kind === 'FunctionName') return { file, node }
  if (node.type !== 'VariableDeclarator' || !node.init) return null
  if (node.id.type === 'Identifier') return findValue(project, file, node.init, hops)
  if (node.id.type !== 'ObjectPattern') return null
  const key = node.id.properties.find((it) => it.type === 'Property' && it.value === name)
  const object = findValue(project, file, node.init, hops)
  if (!object || !('node' in object) || object.node.type !== 'ObjectExpression' || key?.type !== 'Property') {
    return null
  }
  const property = propertyOf(object.node, keyOf(key) ?? '')
  return property ? findValue(project, object.file, property.value, hops) : null
}

/** What a file gives under a name, by its own declaration or by one of its re-exports. */
export function findExport(project: Project, file: SourceFile, name: string, hops = 0): Value | null {
  if (hops > MAX_HOPS) return null
  for (const statement of file.ast.body) {
    if (statement.type === 'ExportDefaultDeclaration' && name === 'default') {
      return isFunction(statement.declaration)
        ? { file, node: statement.declaration }
        : findValue(project, file, statement.declaration, hops + 1)
    }
    if (statement.type !== 'ExportNamedDeclaration') continue
    const { declaration } = statement
    if (declaration?.type === 'FunctionDeclaration' && declaration.id?.name === name) {
      return { file, node: declaration }
    }
    if (declaration?.type === 'VariableDeclaration') {
      for (const { id } of declaration.declarations) {
        for (const bound of namesIn(id)) {
          if (bound.name === name) return valueOfName(project, file, bound, hops + 1)
        }
      }
    }
    const specifier = statement.specifiers.find(({ exported }) => nameOf(exported) === name)
    if (!specifier) continue
    if (!statement.source) return findValue(project, file, specifier.local, hops + 1)
    const target = targetOf(project, file, statement.source.value)
    return target && findExport(project, target, nameOf(specifier.local), hops + 1)
  }
  for (const statement of file.ast.body) {
    if (statement.type !== 'ExportAllDeclaration') continue
    const target = targetOf(project, file, statement.source.value)
    if (statement.exported && nameOf(statement.exported) === name) return target && { namespace: target }
    const value = target && !statement.exported ? findExport(project, target, name, hops + 1) : null
    if (value) return value
  }
  return null
}

/** All names that a file gives; null where one of its `export *` leads nowhere. */
export function exportNames(project: Project, file: SourceFile, hops = 0): string[] | null {
  if (hops > MAX_HOPS) return null
  const names: string[] = []
  for (const statement of file.ast.body) {
    if (statement.type === 'ExportNamedDeclaration') {
      names.push(...statement.specifiers.map(({ exported }) => nameOf(exported)))
      const { declaration } = statement
      if (declaration?.type === 'VariableDeclaration') {
        names.push(...declaration.declarations.flatMap(({ id }) => namesIn(id).map((it) => it.name)))
      }
      if (declaration?.type === 'FunctionDeclaration' && declaration.id) names.push(declaration.id.name)
    }
    if (statement.type === 'ExportDefaultDeclaration') names.push('default')
    if (statement.type !== 'ExportAllDeclaration' || statement.exported) continue
    const target = targetOf(project, file, statement.source.value)
    const more = target && exportNames(project, target, hops + 1)
    if (!more) return null
    names.push(...more)
  }
  return names
}

const targetOf = (project: Project, from: SourceFile, specifier: string): SourceFile | null => {
  const path = project.resolve(from.path, specifier)
  return path !== null && /\.[cm]?[jt]sx?$/.test(path) ? project.file(path) : null
}

const nameOf = (node: { type: string; name?: string; value?: unknown }): string =>
  node.type === 'Literal' ? String(node.value) : (node.name ?? '')

type Name = Extract<Node, { type: 'Identifier' }>

function namesIn(pattern: Node): Name[] {
  if (pattern.type === 'Identifier') return [pattern]
  if (pattern.type !== 'ObjectPattern') return []
  return pattern.properties.flatMap((it) => (it.type === 'Property' ? namesIn(it.value) : []))
}

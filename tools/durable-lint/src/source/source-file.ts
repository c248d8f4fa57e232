import type { DefinitionType, ScopeManager, Variable } from '@typescript-eslint/scope-manager'
import { type Node, type Program, visitorKeys } from 'oxc-parser'
import { isNode, rangeOf } from './ast.ts'

export type Place = { line: number; column: number }
export type NodeOf<Type extends Node['type']> = Extract<Node, { type: Type }>

/** Where a name is declared. `node` is what declares it: a declarator, a function (also of its parameters), an import specifier. */
export type Definition = {
  kind: `${DefinitionType}`
  name: Node
  node: Node
  /** The whole declaration: the `const`, the `import`. */
  parent: Node | null
}

/** One parsed file, with the ways through it that checks need. Built alike from our parser and from a linter's. */
export class SourceFile {
  readonly path: string
  readonly text: string
  readonly ast: Program
  readonly #parents = new Map<Node, Node>()
  readonly #byType = new Map<string, Node[]>()
  readonly #scopes: () => Pick<ScopeManager, 'scopes'>
  #variables: Map<object, Variable> | undefined
  #lineStarts: number[] | undefined

  constructor(path: string, text: string, ast: Program, scopes: () => Pick<ScopeManager, 'scopes'>) {
    this.path = path
    this.text = text
    this.ast = ast
    this.#scopes = scopes
    this.#visit(ast)
  }

  #visit(node: Node): void {
    const alike = this.#byType.get(node.type)
    if (alike) alike.push(node)
    else this.#byType.set(node.type, [node])
    for (const child of childrenOf(node)) {
      this.#parents.set(child, node)
      this.#visit(child)
    }
  }

  /** In the order of the text. */
  nodesOf<Type extends Node['type']>(type: Type): NodeOf<Type>[] {
    return (this.#byType.get(type) ?? []) as NodeOf<Type>[]
  }

  parentOf(node: Node): Node | null {
    return this.#parents.get(node) ?? null
  }

  *ancestorsOf(node: Node): Generator<Node> {
    for (let at = this.parentOf(node); at; at = this.parentOf(at)) yield at
  }

  isInside(node: Node, outer: Node): boolean {
    const [start, end] = rangeOf(outer)
    const [at] = rangeOf(node)
    return at >= start && at < end
  }

  /** What a name stands for here; null for globals. */
  variableOf(identifier: Node): Variable | null {
    this.#variables ??= new Map(
      this.#scopes().scopes.flatMap((scope) => [
        ...scope.references.flatMap(({ identifier: at, resolved }) =>
          resolved ? [[at, resolved] as const] : [],
        ),
        ...scope.variables.flatMap((variable) =>
          variable.identifiers.map((at): [object, Variable] => [at, variable]),
        ),
      ]),
    )
    return this.#variables.get(identifier) ?? null
  }

  /** Null for globals, and for what is not a name. */
  definitionOf(identifier: Node): Definition | null {
    const definition = identifier.type === 'Identifier' ? this.variableOf(identifier)?.defs[0] : undefined
    if (!definition) return null
    // The scope manager's tree is the same one, under its own types.
    const {
      type: kind,
      name,
      node,
      parent,
    } = definition as unknown as Omit<Definition, 'kind'> & { type: Definition['kind'] }
    return { kind, name, node, parent }
  }

  /** Where the name is read or written, its declaration left out. */
  usesOf(variable: Variable): Node[] {
    return variable.references
      .filter(({ init }) => !init)
      .map(({ identifier }) => identifier as unknown as Node)
  }

  textOf(node: Node): string {
    return this.text.slice(...rangeOf(node))
  }

  /** Both count from 1. */
  placeOf(offset: number): Place {
    this.#lineStarts ??= [0, ...[...this.text.matchAll(/\n/g)].map(({ index }) => index + 1)]
    const line = this.#lineStarts.findLastIndex((start) => start <= offset)
    return { line: line + 1, column: offset - (this.#lineStarts[line] ?? 0) + 1 }
  }
}

export function childrenOf(node: Node): Node[] {
  const children: Node[] = []
  const fields = node as unknown as Record<string, unknown>
  for (const key of visitorKeys[node.type] ?? []) {
    const value = fields[key]
    if (Array.isArray(value)) children.push(...value.filter(isNode))
    else if (isNode(value)) children.push(value)
  }
  return children
}

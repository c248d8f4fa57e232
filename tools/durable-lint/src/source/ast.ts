import type {
  ArrowFunctionExpression,
  CallExpression,
  Expression,
  Function as FunctionExpression,
  NewExpression,
  Node,
  ObjectExpression,
  ObjectProperty,
} from 'oxc-parser'

export type FunctionNode = FunctionExpression | ArrowFunctionExpression

export const isFunction = (node: Node | null | undefined): node is FunctionNode =>
  node?.type === 'ArrowFunctionExpression' ||
  node?.type === 'FunctionExpression' ||
  node?.type === 'FunctionDeclaration'

/** The expression without what only the compiler sees: parentheses, casts, `!`, an optional chain's shell. */
export function unwrap(node: Node): Node {
  switch (node.type) {
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'ChainExpression':
      return unwrap(node.expression)
    default:
      return node
  }
}

/** The name of a property that is not computed: `a.name`, `{ name: … }`. */
export function keyOf(node: { computed: boolean; key?: Node; property?: Node }): string | null {
  const key = node.key ?? node.property
  if (!key) return null
  if (key.type === 'Literal' && typeof key.value === 'string') return key.value
  return key.type === 'Identifier' && !node.computed ? key.name : null
}

export function propertyOf(object: ObjectExpression, name: string): ObjectProperty | null {
  const isIt = (it: ObjectExpression['properties'][number]): it is ObjectProperty =>
    it.type === 'Property' && keyOf(it) === name
  return object.properties.find(isIt) ?? null
}

export const hasSpread = (object: ObjectExpression): boolean =>
  object.properties.some(({ type }) => type === 'SpreadElement')

/** `step.ai.infer(…)` is ['step', 'ai', 'infer']; what is not a name stands as '()' or '[]'. */
export function pathOf(node: Node): string[] {
  const bare = unwrap(node)
  if (bare.type === 'Identifier') return [bare.name]
  if (bare.type === 'ThisExpression') return ['this']
  if (bare.type === 'CallExpression') return [...pathOf(bare.callee), '()']
  if (bare.type === 'NewExpression') return [...pathOf(bare.callee), '()']
  if (bare.type === 'AwaitExpression') return pathOf(bare.argument)
  if (bare.type === 'MemberExpression') return [...pathOf(bare.object), keyOf(bare) ?? '[]']
  return ['?']
}

/** The block itself throws last. */
export const endsInThrow = (block: { body: Node[] }): boolean => block.body.at(-1)?.type === 'ThrowStatement'

export const argumentOf = (call: CallExpression | NewExpression, index: number): Node | null => {
  const argument = call.arguments[index]
  return argument && argument.type !== 'SpreadElement' ? unwrap(argument) : null
}

export const stringOf = (node: Node | null): string | null => {
  if (node?.type === 'Literal') return typeof node.value === 'string' ? node.value : null
  if (node?.type !== 'TemplateLiteral' || node.expressions.length > 0) return null
  return node.quasis[0]?.value.cooked ?? null
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

export const rangeOf = (node: Pick<Node, 'start' | 'end' | 'range'>): [number, number] =>
  node.range ?? [node.start, node.end]

/** What a function gives back: its expression, or the arguments of its own `return`s. */
export function returnsOf(fn: FunctionNode, childrenOf: (node: Node) => Node[]): Expression[] {
  if (!fn.body) return []
  if (fn.body.type !== 'BlockStatement') return [fn.body]
  const found: Expression[] = []
  const visit = (node: Node): void => {
    if (isFunction(node)) return
    if (node.type === 'ReturnStatement' && node.argument) found.push(node.argument)
    for (const child of childrenOf(node)) visit(child)
  }
  visit(fn.body)
  return found
}

import type { Node } from 'oxc-parser'
import { z } from 'zod'
import { defineCheck, type Finding } from '../check.ts'
import type { DurableFile } from '../durable/durable-file.ts'
import { isRemembered } from '../durable/is-remembered.ts'
import type { StepCall } from '../durable/step-call.ts'
import { pathOf, stringOf, unwrap } from '../source/ast.ts'
import { constantOf } from '../source/constant-of.ts'

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/
const WITHOUT_ITEMS = new Set<string>(['WhileStatement', 'DoWhileStatement'])
const VAGUE =
  /^([a-z]|((the-)?(step|task|run|do|job|work|action|thing|stuff|test|foo|bar|temp|tmp|x)-?)*)\d*$/

export const stepNameKebabCase = defineCheck({
  name: 'step-name-kebab-case',
  severity: 'warning',
  what: 'A step id is constant, descriptive kebab-case; in a loop it ends in the id of the item.',
  why: 'The id is the key of what a step remembers: one made of a position gives an item the result of another, which is then left out.',
  options: z.strictObject({}),
  find({ file }) {
    return file.steps.flatMap((step): Finding[] => {
      const message = step.id && faultOf(file, step, step.id)
      return message ? [{ node: step.id ?? step.call, message }] : []
    })
  },
})

function faultOf(file: DurableFile, { call, owner }: StepCall, written: Node): string | null {
  const id = constantOf(file.source, written)
  const loop = file.loopAround(call)
  const text = stringOf(id)
  if (text !== null) {
    if (!KEBAB.test(text)) return `The step id "${text}" is not kebab-case.`
    if (VAGUE.test(text)) return `The step id "${text}" says nothing about what the step does.`
    // A loop without items asks again and again, in order, and the SDK counts for it.
    return loop && !WITHOUT_ITEMS.has(loop.type)
      ? `The step id "${text}" repeats in a loop; let it end in the item's id.`
      : null
  }
  const parts = partsOf(id)
  if (!parts) return null
  if (!parts.texts.every((it) => /^[a-z0-9-]*$/.test(it))) {
    return 'The constant part of this step id is not kebab-case.'
  }
  if (!loop) {
    const isHandler = file.functions.some(
      ({ handler, failureHandler }) => owner !== null && (handler === owner || failureHandler === owner),
    )
    return isHandler && file.whereaboutsOf(call) === 'handler' && isDirect(file, call, owner)
      ? 'A step id outside of loops is constant; put what varies into the step.'
      : null
  }
  if (parts.texts.at(-1) !== '') return "A step id in a loop ends in the item's id."
  const last = parts.values.at(-1)
  return last && isPosition(file, last, loop) && !isListRemembered(file, loop)
    ? "The step id ends in the item's position, which another item may have on the next call; end in the item's id."
    : null
}

/** Straight in the handler: a function inside it may be called once for each item. */
function isDirect(file: DurableFile, call: Node, owner: Node | null): boolean {
  for (const at of file.source.ancestorsOf(call)) {
    if (at === owner) return true
    if (
      at.type === 'ArrowFunctionExpression' ||
      at.type === 'FunctionExpression' ||
      at.type === 'FunctionDeclaration'
    ) {
      return false
    }
  }
  return false
}

type Parts = { texts: string[]; values: Node[] }

/** `a-${b}` and 'a-' + b alike: the constant texts around the values. */
function partsOf(id: Node): Parts | null {
  if (id.type === 'TemplateLiteral') {
    return { texts: id.quasis.map(({ value }) => value.cooked ?? ''), values: id.expressions.map(unwrap) }
  }
  if (id.type !== 'BinaryExpression' || id.operator !== '+') return null
  const left = unwrap(id.left)
  const right = unwrap(id.right)
  const before = stringOf(left) !== null ? { texts: [stringOf(left) ?? ''], values: [] } : partsOf(left)
  if (!before) return null
  const text = stringOf(right)
  const { texts, values } = before
  if (text !== null) return { texts: [...texts.slice(0, -1), (texts.at(-1) ?? '') + text], values }
  return { texts: [...texts, ''], values: [...values, right] }
}

/** Whether a value is where the item stands in its list: a counter up to a length, a callback's second argument, an entry's key. */
function isPosition(file: DurableFile, value: Node, loop: Node): boolean {
  const bare = value.type === 'BinaryExpression' ? unwrap(value.left) : value
  const name = bare.type === 'Identifier' ? bare : null
  const definition = name && file.source.definitionOf(name)
  if (!definition) return false
  const { node: declared } = definition
  if (definition.kind === 'Parameter') {
    return declared === loop && secondParameterIs(declared, definition.name)
  }
  if (loop.type === 'ForStatement') {
    const isCounter =
      loop.update?.type === 'UpdateExpression' && file.source.isInside(declared, loop.init ?? loop)
    return (
      isCounter &&
      loop.test !== null &&
      pathOf(loop.test.type === 'BinaryExpression' ? loop.test.right : loop.test).at(-1) === 'length'
    )
  }
  if (
    loop.type !== 'ForOfStatement' ||
    declared.type !== 'VariableDeclarator' ||
    declared.id.type !== 'ArrayPattern'
  ) {
    return false
  }
  const list = unwrap(loop.right)
  const isEntries =
    list.type === 'CallExpression' &&
    unwrap(list.callee).type === 'MemberExpression' &&
    pathOf(list.callee).at(-1) === 'entries'
  const isOfMap = /map/i.test(pathOf(list).join('.')) || pathOf(list)[0] === 'Object'
  return isEntries && !isOfMap && declared.id.elements[0] === definition.name
}

/** The list that is gone through comes from a step. */
function isListRemembered(file: DurableFile, loop: Node): boolean {
  if (loop.type === 'ForOfStatement') return isRemembered(file, loop.right)
  if (loop.type === 'ForStatement') {
    const until = loop.test?.type === 'BinaryExpression' ? loop.test.right : null
    return until !== null && isRemembered(file, until)
  }
  const host = file.source.parentOf(loop)
  return host?.type === 'CallExpression' && isRemembered(file, host.callee)
}

function secondParameterIs(fn: Node, name: Node): boolean {
  if (!('params' in fn) || !Array.isArray(fn.params)) return false
  const index = fn.params.findIndex((param: Node) => param === name)
  return index === 1
}

import type { Node } from 'oxc-parser'
import { pathOf } from '../source/ast.ts'
import { nameMatches } from './name-matches.ts'

const CLOCKS = ['Date.now', 'performance.now', 'process.hrtime', 'process.hrtime.bigint', 'Temporal.Now.*']
const DICE = [
  'Math.random',
  'crypto.randomUUID',
  'crypto.randomBytes',
  'crypto.randomInt',
  'crypto.getRandomValues',
  'randomUUID',
  'randomBytes',
  'randomInt',
  'nanoid',
  'uuid',
  'uuidv4',
  'uuidv7',
  'uuid.v4',
  'ulid',
  'createId',
]
const NOW_WITHOUT_ARGUMENTS = ['Date', 'dayjs', 'moment']

/** Whether an expression reads a clock. */
export function isClock(node: Node): boolean {
  if (node.type === 'NewExpression') {
    return node.arguments.length === 0 && node.callee.type === 'Identifier' && node.callee.name === 'Date'
  }
  if (node.type !== 'CallExpression') return false
  const path = pathOf(node.callee)
  if (CLOCKS.some((name) => nameMatches(path, name))) return true
  return node.arguments.length === 0 && NOW_WITHOUT_ARGUMENTS.some((name) => nameMatches(path, name))
}

/** Whether an expression gives another value each time: a clock, a random number, a new id, or one of more names. */
export function isChanging(node: Node, more: readonly string[] = []): boolean {
  if (isClock(node)) return true
  if (node.type !== 'CallExpression') return false
  const path = pathOf(node.callee)
  return [...DICE, ...more].some((name) => nameMatches(path, name))
}

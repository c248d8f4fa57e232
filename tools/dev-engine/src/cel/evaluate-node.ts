import type { ASTNode } from '@marcbachmann/cel-js'
import { applyCel } from './apply-cel.ts'
import { compareValues } from './compare-values.ts'
import { evaluateCall } from './evaluate-call.ts'
import { joinValues } from './join-values.ts'
import { isAbsent, MISSING, UNSET } from './missing.ts'
import { readField } from './read-field.ts'

export interface Scope {
  event: Record<string, unknown>
  /** The event that arrives while the run of the other goes on. */
  async?: Record<string, unknown>
  /** Milliseconds since 1970. */
  now: number
}

const ROOTS = { event: true, async: true }

/** The server's reading of CEL: and, or and choices go by truthiness; what is missing or fails breaks nothing. */
export function evaluateNode(node: ASTNode, scope: Scope): unknown {
  const valueOf = (inner: ASTNode) => nullIfUnset(evaluateNode(inner, scope))
  switch (node.op) {
    case 'value':
      return node.args
    case 'id':
      return node.args in ROOTS
        ? (scope[node.args as keyof typeof ROOTS] ?? MISSING)
        : applyCel(node.args, [])
    case '.':
    case '[]':
      return readField(node, scope, valueOf)
    case '||':
      return either(valueOf(node.args[0]), () => valueOf(node.args[1]))
    case '&&':
      return both(valueOf(node.args[0]), () => valueOf(node.args[1]))
    case '?:':
      return valueOf(isTruthy(valueOf(node.args[0])) ? node.args[1] : node.args[2])
    case '!_':
      return negated(valueOf(node.args))
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compareValues(node.op, evaluateNode(node.args[0], scope), evaluateNode(node.args[1], scope))
    case '+':
      return joinValues(valueOf(node.args[0]), valueOf(node.args[1]))
    case 'in':
      return isIn(valueOf(node.args[0]), valueOf(node.args[1]))
    case '-':
    case '*':
    case '/':
    case '%':
      return applyPresent(`a0 ${node.op} a1`, node.args.map(valueOf), MISSING)
    case '-_':
      return applyPresent('-a0', [valueOf(node.args)], MISSING)
    case 'list':
      return node.args.map(valueOf).map((value) => (value === MISSING ? null : value))
    case 'map':
      return Object.fromEntries(node.args.map(([key, value]) => [valueOf(key), valueOf(value)]))
    case 'call':
    case 'rcall':
      return evaluateCall(node, scope, valueOf)
    default:
      return MISSING
  }
}

function nullIfUnset(value: unknown): unknown {
  return value === UNSET ? null : value
}

/** There is no opposite of what is neither true nor false. */
function negated(value: unknown): unknown {
  return typeof value === 'boolean' ? !value : MISSING
}

/** Null is in a list that holds null; what is missing is in none. */
function isIn(value: unknown, list: unknown): unknown {
  if (value === null && Array.isArray(list)) return list.includes(null)
  return applyPresent('a0 in a1', [value, list], false)
}

function applyPresent(piece: string, values: readonly unknown[], otherwise: unknown): unknown {
  return values.some(isAbsent) ? otherwise : applyCel(piece, values)
}

function either(left: unknown, right: () => unknown): unknown {
  return isTruthy(left) ? left : right()
}

function both(left: unknown, right: () => unknown): unknown {
  return isTruthy(left) ? right() : left
}

function isTruthy(value: unknown): boolean {
  return value !== MISSING && Boolean(value)
}

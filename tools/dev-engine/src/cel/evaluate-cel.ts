import type { ASTNode } from '@marcbachmann/cel-js'
import type { StoredEvent } from '../events/event.ts'
import { evaluateNode } from './evaluate-node.ts'
import { MISSING, UNSET } from './missing.ts'
import { parseCel } from './parse-cel.ts'

const MAX_REMEMBERED = 1000
const remembered = new Map<string, ASTNode>()

/**
 * A path that is missing gives false.
 * With two events, the first has started a run and the second, `async`, arrives while it goes on.
 */
export function evaluateCel(expression: string, event: StoredEvent, async?: StoredEvent): unknown {
  const now = (async ?? event).receivedAt
  const value = evaluateNode(parsed(expression), {
    event: fieldsOf(event),
    ...(async && { async: fieldsOf(async) }),
    now,
  })
  return value === MISSING || value === UNSET ? false : value
}

/** The same few expressions are asked about every event. */
function parsed(expression: string): ASTNode {
  const known = remembered.get(expression)
  if (known) return known
  if (remembered.size >= MAX_REMEMBERED) remembered.clear()
  const { ast } = parseCel(expression)
  remembered.set(expression, ast)
  return ast
}

function fieldsOf({ id, name, data, ts, user, v }: StoredEvent) {
  return { id, name, data, ts, user, v }
}

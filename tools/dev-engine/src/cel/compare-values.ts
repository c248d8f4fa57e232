import { applyCel } from './apply-cel.ts'
import { isAbsent, MISSING } from './missing.ts'

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>='

/** What is missing equals null, but no other missing thing; and both are less than everything else. */
export function compareValues(comparison: Comparison, left: unknown, right: unknown): boolean {
  if (comparison === '==') return isEqual(left, right)
  if (comparison === '!=') return !isEqual(left, right)
  if (isAbsent(left)) return comparison === '<=' || (comparison === '<' && !isAbsent(right))
  if (isAbsent(right)) return comparison.startsWith('>')
  return applyCel(`a0 ${comparison} a1`, [left, right]) === true
}

function isEqual(left: unknown, right: unknown): boolean {
  if (isAbsent(left) || isAbsent(right)) {
    return isAbsent(left) && isAbsent(right) && !(left === MISSING && right === MISSING)
  }
  return applyCel('a0 == a1', [left, right]) === true
}

import { applyCel } from './apply-cel.ts'
import { isAbsent, MISSING, UNSET } from './missing.ts'

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>='

/** What is missing equals null, but no other missing thing; both are less than everything else, and the missing is less than null. */
export function compareValues(comparison: Comparison, left: unknown, right: unknown): boolean {
  if (comparison === '==') return isEqual(left, right)
  if (comparison === '!=') return !isEqual(left, right)
  if (isAbsent(left)) return comparison === '<=' || (comparison === '<' && isLess(left, right))
  if (isAbsent(right)) return comparison.startsWith('>')
  return applyCel(`a0 ${comparison} a1`, [left, right]) === true
}

/** As on the server, where what is missing on the left is less even than what is missing on the right. */
function isLess(absent: unknown, right: unknown): boolean {
  if (!isAbsent(right) || absent === MISSING) return true
  return absent === UNSET && (right === MISSING || right === UNSET)
}

function isEqual(left: unknown, right: unknown): boolean {
  if (left === MISSING) return isAbsent(right) && right !== MISSING && right !== UNSET
  if (isAbsent(left) || isAbsent(right)) return isAbsent(left) && isAbsent(right)
  return applyCel('a0 == a1', [left, right]) === true
}

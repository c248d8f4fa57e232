import type { Observed } from '../scenario.ts'

export interface Difference {
  scenario: string
  expected: string
  observed: string
}

/** One for each line that is not where it is expected; lines that are the same on both sides are left out. */
export function findDifferences(scenario: string, expected: Observed, observed: Observed): Difference[] {
  const length = Math.max(expected.length, observed.length)
  return Array.from({ length }, (_, line) => ({
    scenario,
    expected: expected[line] ?? '',
    observed: observed[line] ?? '',
  })).filter((line) => line.expected !== line.observed)
}

import type { Observed } from '../scenario.ts'

export interface Difference {
  scenario: string
  expected: string
  observed: string
}

/** One for each line that only one side has; what stands at the same place on both is one difference. */
export function findDifferences(scenario: string, expected: Observed, observed: Observed): Difference[] {
  const common = commonLines(expected, observed)
  const [lacking, added] = [expected, observed].map((lines) => without(lines, common)) as [Observed, Observed]
  return Array.from({ length: Math.max(lacking.length, added.length) }, (_, line) => ({
    scenario,
    expected: lacking[line] ?? '',
    observed: added[line] ?? '',
  }))
}

/** The longest list of lines that both have in this order. */
function commonLines(left: Observed, right: Observed): Observed {
  let below = right.map((): Observed => []).concat([[]])
  for (const line of left.toReversed()) {
    const row: Observed[] = [[]]
    for (let place = right.length - 1; place >= 0; place -= 1) {
      const [down = [], next = [], both = []] = [below[place], row[0], below[place + 1]]
      row.unshift(line === right[place] ? [line, ...both] : down.length >= next.length ? down : next)
    }
    below = row
  }
  return below[0] ?? []
}

function without(lines: Observed, common: Observed): Observed {
  const left = [...common]
  return lines.filter((line) => line !== left[0] || left.shift() === undefined)
}

import type { Exploration } from '../explore/explore.ts'
import type { Failure } from '../explore/find-failure.ts'
import type { Outcome } from './outcome.ts'

const MOST_SHOWN = 5

export function toHaveSurvived({ runs, failures }: Exploration): Outcome {
  const pass = failures.length === 0
  return { pass, message: () => (pass ? `expected one of ${runs} runs to fail` : report(runs, failures)) }
}

function report(runs: number, failures: readonly Failure[]): string {
  const shown = failures.slice(0, MOST_SHOWN).map(describeFailure)
  const more = failures.length - shown.length
  return [
    `expected nothing to fail in ${runs} runs; ${failures.length} did`,
    ...shown,
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join('\n\n')
}

function describeFailure({ text, error, trace }: Failure): string {
  return `${text}\n  ${error.message}\n  replay(scenario, ${JSON.stringify(trace)})`
}

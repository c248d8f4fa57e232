import type { Observed, Scenario } from '../scenario.ts'
import type { Recording } from './recording.ts'

const NOT_RECORDED = ['not recorded: npm run contract -- --record']

/** What the real server does, as far as it is known. */
export function expectationOf({ name, unrecorded }: Scenario, { observed }: Recording): Observed {
  return unrecorded?.expected ?? observed[name] ?? NOT_RECORDED
}

/** What dev-engine should do: the same, unless it differs on purpose. */
export function promiseOf(scenario: Scenario, recording: Recording): Observed {
  return scenario.deviation?.observed ?? expectationOf(scenario, recording)
}

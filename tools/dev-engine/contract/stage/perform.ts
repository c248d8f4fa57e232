import type { Observed, Scenario } from '../scenario.ts'
import type { OpenVenue, SeenRun } from '../venues/venue.ts'
import { createApp } from './create-app.ts'
import { createGates } from './create-gates.ts'
import { createMeter } from './create-meter.ts'
import { createRecord } from './create-record.ts'
import { createScript } from './create-script.ts'
import { createStage } from './create-stage.ts'

const APP_ID = 'contract'

const TROUBLE = 'error: '

/** The scenario could not be played to its end, so that it says nothing about the engine's rules. */
export function isTrouble(observed: Observed): boolean {
  return observed[0]?.startsWith(TROUBLE) ?? false
}

/** Plays a scenario on an engine and gives what was observed; what goes wrong is an observation too. */
export async function perform(scenario: Scenario, openVenue: OpenVenue): Promise<Observed> {
  const { functions = () => [] } = scenario
  const venue = await openVenue(scenario)
  const record = createRecord(() => venue.now())
  const props = { venue, record, gates: createGates(), meter: createMeter(venue.workMs) }
  try {
    const app = createApp(APP_ID, venue, (inngest) => functions(createStage(inngest, props)))
    if (!(await venue.register(app))) return ['the app is refused']
    record.begin()
    await scenario.play(createScript(props, app))
    const lines = [...record.lines(), ...(scenario.hasNoOutcomes ? [] : outcomes(await venue.runs()))]
    return scenario.isUnordered ? lines.toSorted() : lines
  } catch (error) {
    return [`${TROUBLE}${error instanceof Error ? error.message : String(error)}`]
  } finally {
    props.gates.openAll()
    await venue.close()
  }
}

/** `pay: 2 Completed, 1 Failed`, by function. */
function outcomes(runs: readonly SeenRun[]): string[] {
  const counts = new Map<string, Map<string, number>>()
  for (const { functionId, status } of runs) {
    const ofFunction = counts.get(functionId) ?? new Map<string, number>()
    counts.set(functionId, ofFunction.set(status, (ofFunction.get(status) ?? 0) + 1))
  }
  return [...counts]
    .map(([id, ofFunction]) => {
      const parts = [...ofFunction].map(([status, count]) => `${count} ${status}`)
      return `${id.replace(`${APP_ID}-`, '')}: ${parts.toSorted(byStatus).join(', ')}`
    })
    .toSorted()
}

function byStatus(left: string, right: string): number {
  return left.replace(/\d+ /, '').localeCompare(right.replace(/\d+ /, ''))
}

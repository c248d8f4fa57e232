import type { Observed, Scenario } from './scenario.ts'
import { perform } from './stage/perform.ts'
import type { OpenVenue } from './venues/venue.ts'

export interface Played {
  scenario: Scenario
  observed: Observed
}

/** Plays on as many engines at once as there are venues, and tells of each scenario that is done. */
export async function playAll(
  scenarios: readonly Scenario[],
  venues: readonly OpenVenue[],
  onPlayed: (played: Played, count: number) => void,
): Promise<Played[]> {
  const played: Played[] = []
  const queue = [...scenarios]
  const playOn = async (openVenue: OpenVenue) => {
    for (let scenario = queue.shift(); scenario; scenario = queue.shift()) {
      const done = { scenario, observed: await perform(scenario, openVenue) }
      played.push(done)
      onPlayed(done, played.length)
    }
  }
  await Promise.all(venues.map(playOn))
  return scenarios.flatMap((scenario) => played.filter((done) => done.scenario === scenario))
}

import { expect, it } from 'vitest'
import { expectationOf, promiseOf } from './recorded/expectation-of.ts'
import { readRecording } from './recorded/recording.ts'
import { scenarios } from './scenarios/index.ts'
import { perform } from './stage/perform.ts'
import { openDevEngine } from './venues/open-dev-engine.ts'

const recording = readRecording()
// One of them moves a hundred megabytes.
const SCENARIO_MS = 60_000

it.each(scenarios)(
  '$name',
  async (scenario) => {
    expect(await perform(scenario, openDevEngine)).toEqual(promiseOf(scenario, recording))
  },
  SCENARIO_MS,
)

it('has a name of its own for every scenario', () => {
  const names = scenarios.map(({ name }) => name)

  expect(names.filter((name, nth) => names.indexOf(name) !== nth)).toEqual([])
})

it('has recorded every scenario that does not say why not, and no other', () => {
  const recordable = scenarios.filter(({ unrecorded }) => !unrecorded).map(({ name }) => name)

  expect(Object.keys(recording.observed).toSorted()).toEqual(recordable.toSorted())
})

it.each(scenarios.filter(({ deviation }) => deviation))('still differs on purpose: $name', (scenario) => {
  expect(promiseOf(scenario, recording)).not.toEqual(expectationOf(scenario, recording))
})

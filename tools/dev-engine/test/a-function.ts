import { type EngineOptions, type Engine } from '../src/index.ts'
import type { DefineFunctions } from './an-app.ts'
import { anEngine, startOfTest } from './an-engine.ts'

const SECOND_MS = 1000

type Options = Omit<Parameters<Parameters<DefineFunctions>[0]['createFunction']>[0], 'id' | 'triggers'>

/** One function that notes when it is called, in seconds since the start, and with what. */
export async function aFunction(options: Options, engineOptions: Partial<EngineOptions> = {}) {
  const calls: [number, ...number[]][] = []
  const house = await anEngine(
    (inngest) => [
      inngest.createFunction({ id: 'f', triggers: [{ event: 'shop/placed' }], ...options }, ({ events }) => {
        const numbers = events.map(({ data }) => (data as { n: number }).n)
        calls.push([(house.engine.now() - startOfTest) / SECOND_MS, ...numbers])
      }),
    ],
    engineOptions,
  )
  return { ...house, calls }
}

/** Sends one event after another, `seconds` apart. */
export async function sendEach(engine: Engine, data: readonly object[], seconds = 0) {
  for (const each of data) {
    await engine.send({ name: 'shop/placed', data: { ...each } })
    await engine.advance(seconds * SECOND_MS)
  }
}

export const numbers = (count: number) => Array.from({ length: count }, (_, n) => ({ n }))

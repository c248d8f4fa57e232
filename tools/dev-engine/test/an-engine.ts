import { onTestFinished } from 'vitest'
import { createEngine, type EngineOptions, virtualClock } from '../src/index.ts'
import { anApp, type DefineFunctions } from './an-app.ts'

export const startOfTest = Date.UTC(2026, 0, 1)

/** An engine in memory, under a clock that only moves when it is told to. */
export async function anEngine(
  define: DefineFunctions,
  options: Partial<EngineOptions> = {},
  start: 'synced' | 'no sync' = 'synced',
) {
  const clock = virtualClock({ start: startOfTest })
  const random = () => 0.5
  const apps = [anApp('shop', define)]
  const engine = await createEngine({ apps, clock, random, ...options })
  onTestFinished(() => engine.close())
  if (start === 'synced') await engine.sync()

  return {
    engine,
    clock,
    send: async (
      name: string,
      data: Record<string, unknown> = {},
      rest: { id?: string; ts?: number } = {},
    ) => {
      const { ids } = await engine.send({ name, data, ...rest })
      await engine.whenIdle()
      return ids
    },
    pass: (ms: number) => engine.advance(ms),
    outputs: () => engine.runs.find().map(({ output }) => output),
  }
}

import { expect } from 'vitest'
import { toHaveCompleted } from './to-have-completed.ts'
import { toHaveFailed } from './to-have-failed.ts'
import { toHaveRunSteps } from './to-have-run-steps.ts'
import { toHaveSlept } from './to-have-slept.ts'
import { toHaveSurvived } from './to-have-survived.ts'

interface EngineMatchers<R> {
  /** The run ended well; with an output, with this one. */
  toHaveCompleted(output?: unknown): R
  /** The run failed; with a message, with an error whose message has this in it. */
  toHaveFailed(message?: string | RegExp): R
  /** The steps that are settled, in the order in which the app reported them: these and no others. */
  toHaveRunSteps(names: readonly string[]): R
  /** One of its sleeps took so long, such as `3d`, and is over. In real time it may be up to a second longer. */
  toHaveSlept(duration: string): R
  /** Nothing that `explore` tried made the scenario fail. */
  toHaveSurvived(): R
}

declare module 'vitest' {
  // oxlint-disable-next-line typescript/no-unused-vars -- the declaration must repeat vitest's own parameters
  interface Matchers<
    R extends void | Promise<void> = void | Promise<void>,
    T = unknown,
  > extends EngineMatchers<R> {}
}

expect.extend({ toHaveCompleted, toHaveFailed, toHaveRunSteps, toHaveSlept, toHaveSurvived })

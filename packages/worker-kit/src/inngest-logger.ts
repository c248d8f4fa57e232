import type { Inngest } from 'inngest'
import { log } from './log.ts'

type Logger = NonNullable<ConstructorParameters<typeof Inngest>[0]['logger']>

/** What the SDK has to say, as lines of ours: its own would print stacks with the values of a query. */
export const inngestLogger: Logger = {
  debug: () => {},
  info: () => {},
  warn: (...args: unknown[]) => log.warn('inngest', { error: errorIn(args) }),
  error: (...args: unknown[]) => log.error('inngest', { error: errorIn(args) }),
}

/** The error among the arguments, or the first text that says something. */
function errorIn(args: unknown[]): Error {
  const error = args.flatMap(unwrap).find((arg) => arg instanceof Error)
  return error ?? new Error(args.find((arg) => typeof arg === 'string') ?? 'no message')
}

const unwrap = (arg: unknown): unknown[] =>
  typeof arg === 'object' && arg !== null && !(arg instanceof Error) ? Object.values(arg) : [arg]

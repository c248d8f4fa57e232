import { env, exports } from 'cloudflare:workers'
import { createDb } from '@repo/db'
import { runFunction, type RunOptions } from '@repo/testing/run-function'

export const db = createDb(env.DB)

/** Runs one of indexing's functions for an event. */
export const run = (functionId: string, event: RunOptions['event'], more: Partial<RunOptions> = {}) =>
  runFunction(exports.default, { app: 'indexing', functionId, event, ...more })

import { env, exports } from 'cloudflare:workers'
import { createDb } from '@repo/db'
import { runFunction, type RunOptions } from '@repo/testing/run-function'

export const db = createDb(env.DB)

/** Runs one of onboarding's functions for an event. */
export const run = (functionId: string, event: RunOptions['event'], more: Partial<RunOptions> = {}) =>
  runFunction(exports.default, { app: 'onboarding', functionId, event, ...more })

/** A request to the worker, with a JSON body where there is one. */
export const call = (method: string, path: string, authorization: string, body?: unknown) =>
  exports.default.fetch(`https://gateway${path}`, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })

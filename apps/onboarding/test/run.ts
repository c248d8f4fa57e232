import { createExecutionContext } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { createDb } from '@repo/db'
import { exploreWorker, type Story } from '@repo/testing/explore-worker'
import { runFunction, type RunOptions } from '@repo/testing/run-function'
import worker from '../src/index.ts'

export const db = createDb(env.DB)

/** The worker in the test's own request: what one request of workerd begins, another cannot end. */
export const here = {
  fetch: async (request: Request) => worker.fetch(request, env, createExecutionContext()),
}

/** Runs one of onboarding's functions for an event. */
export const run = (functionId: string, event: RunOptions['event'], more: Partial<RunOptions> = {}) =>
  runFunction(here, { app: 'onboarding', functionId, event, ...more })

/** Plays a story of onboarding's functions, and again for each crash that is possible in it. */
export const explore = <World>(story: Omit<Story<World>, 'app'>) =>
  exploreWorker(here, { app: 'onboarding', ...story })

/** A request to the worker, with a JSON body where there is one. */
export const call = (method: string, path: string, authorization: string, body?: unknown) =>
  exports.default.fetch(`https://gateway${path}`, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })

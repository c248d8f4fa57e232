import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { createDb } from '@repo/db'
import { exploreWorker, type Story } from '@repo/testing/explore-worker'
import type { DeliveriesStub } from '@repo/testing/ingress-stub'
import { runFunction, type RunOptions } from '@repo/testing/run-function'
import worker from '../src/index.ts'

export const db = createDb(env.DB)

/** The worker in the test's own request: what one request of workerd begins, another cannot end. */
const here = {
  fetch: async (request: Request) => worker.fetch(request, env, createExecutionContext()),
}

/** Runs one of indexing's functions for an event. */
export const run = (functionId: string, event: RunOptions['event'], more: Partial<RunOptions> = {}) =>
  runFunction(here, { app: 'indexing', functionId, event, ...more })

/** Plays a story of indexing's functions, and again for each crash that is possible in it. */
export const explore = <World>(story: Omit<Story<World>, 'app'>) =>
  exploreWorker(here, { app: 'indexing', ...story })

const deliveries = env.DELIVERIES as unknown as DeliveriesStub

export const settlementsOf = (id: string) => deliveries.settlementsOf(id)

export const reasonsOf = async (id: string) => (await deliveries.wordsOf(id)).map(({ reason }) => reason)

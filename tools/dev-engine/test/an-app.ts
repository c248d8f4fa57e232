import { Inngest, type InngestFunction } from 'inngest'
import { serve } from 'inngest/edge'
import type { AppSource } from '../src/index.ts'

const silent = { debug() {}, info() {}, warn() {}, error() {} }

export type DefineFunctions = (inngest: Inngest) => InngestFunction.Like[]

export function aClient(id: string, baseUrl?: string): Inngest {
  return new Inngest({ id, isDev: true, logger: silent, internalLogger: silent, ...(baseUrl && { baseUrl }) })
}

/** A real SDK app, called without a socket. */
export function anApp(id: string, define: DefineFunctions): Required<Pick<AppSource, 'url' | 'fetch'>> {
  const client = aClient(id)
  const handler = serve({ client, functions: define(client) })
  return { url: `http://${id}.test/api/inngest`, fetch: async (request) => handler(request) }
}

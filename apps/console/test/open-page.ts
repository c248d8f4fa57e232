import { env, exports } from 'cloudflare:workers'
import { createDb } from '@repo/db'
import { aTeam } from '@repo/testing/a-team'

export const db = createDb(env.DB)

/** What the header of somebody who may operate looks like. */
export async function anOperator(): Promise<string> {
  const { token } = await aTeam(db, { scopes: ['operator'] })
  return `Basic ${btoa(`operator:${token}`)}`
}

export const ORIGIN = 'https://millrace.test'

/** Asks the console for a page, or posts to it, as an operator unless said otherwise. */
export async function openPage(
  path: string,
  { authorization, ...init }: RequestInit & { authorization?: string | null } = {},
): Promise<Response> {
  const headers = new Headers(init.headers)
  const header = authorization === undefined ? await anOperator() : authorization
  if (header) headers.set('authorization', header)
  return exports.default.fetch(ORIGIN + path, { redirect: 'manual', ...init, headers })
}

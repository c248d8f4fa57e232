import { env, exports } from 'cloudflare:workers'
import { createDb } from '@repo/db'
import { aTeam } from '@repo/testing/a-team'
// Loaded here, so that no test pays for it: the worker itself loads it when somebody asks.
import '../src/operator/operator-api.ts'

type Asked = { status: number; body: Record<string, unknown> }

/** Asks the operators' API, with a token that may do so unless another is given. */
export async function operate(
  method: string,
  path: string,
  { body, authorization }: { body?: unknown; authorization?: string | null } = {},
): Promise<Asked> {
  const token = authorization === undefined ? await operatorToken() : authorization
  const response = await exports.default.fetch(`https://gateway/v1/${path}`, {
    method,
    headers: { ...(token && { authorization: token }), 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: await response.json() }
}

export async function operatorToken(): Promise<string> {
  return (await aTeam(createDb(env.DB), { scopes: ['operator'] })).authorization
}

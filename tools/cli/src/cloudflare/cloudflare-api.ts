import { z } from 'zod'
import { Sentence } from '../sentence.ts'
import { readJson, type Wrangler } from './wrangler.ts'

/** What Cloudflare's API said when it refused, with its own code of the error where there is one. */
export class CloudflareRefused extends Sentence {
  readonly code: number | undefined

  constructor(message: string, code: number | undefined) {
    super(message)
    this.code = code
  }
}

export type CloudflareApi = {
  get: <T>(path: string, schema: z.ZodType<T>) => Promise<T>
  /** A question that is too long for an address. */
  post: <T>(path: string, question: object, schema: z.ZodType<T>) => Promise<T>
  graphql: <T>(query: string, variables: object) => Promise<T>
}

type Envelope<T> = {
  result?: T
  data?: T | null
  errors?: { code?: number; message: string }[] | null
}

const Login = z.object({ token: z.string().optional() })

const PATIENCE_MS = 30_000

/** Questions that change nothing, asked with the login that wrangler has: a command of wrangler takes seconds for each, and has none for some. */
export function createCloudflareApi(
  wrangler: Wrangler,
  env: Record<string, string | undefined>,
): CloudflareApi {
  const base = env['CLOUDFLARE_API_BASE_URL'] ?? 'https://api.cloudflare.com/client/v4'
  let token: Promise<string> | undefined
  const ask = async <T>(path: string, init: RequestInit = {}): Promise<Envelope<T>> => {
    token ??= env['CLOUDFLARE_API_TOKEN'] ? Promise.resolve(env['CLOUDFLARE_API_TOKEN']) : readToken(wrangler)
    const headers = { authorization: `Bearer ${await token}`, 'content-type': 'application/json' }
    const response = await fetch(base + path, {
      ...init,
      headers,
      signal: AbortSignal.timeout(PATIENCE_MS),
    }).catch((error: Error) => {
      throw new Sentence(`Cloudflare's API does not answer ${path}: ${error.message}`)
    })
    const body = (await response.json().catch(() => ({}))) as Envelope<T>
    const [error] = body.errors ?? []
    if (response.ok && !error) return body
    throw new CloudflareRefused(
      `Cloudflare's API answered ${response.status} to ${path}: ${error?.message ?? 'no reason given'}`,
      error?.code,
    )
  }
  const askFor = async <T>(path: string, schema: z.ZodType<T>, init?: RequestInit): Promise<T> => {
    const { success, data, error } = schema.safeParse((await ask(path, init)).result)
    if (success) return data
    throw new Sentence(
      `Cloudflare's API answered ${path} with another JSON than expected: ${z.prettifyError(error)}`,
    )
  }
  return {
    get: async (path, schema) => askFor(path, schema),
    post: async (path, question, schema) =>
      askFor(path, schema, { method: 'POST', body: JSON.stringify(question) }),
    graphql: async <T>(query: string, variables: object) =>
      (await ask<T>('/graphql', { method: 'POST', body: JSON.stringify({ query, variables }) })).data as T,
  }
}

async function readToken(wrangler: Wrangler): Promise<string> {
  const { token } = readJson(await wrangler(['auth', 'token', '--json']), Login)
  if (token) return token
  throw new Sentence('wrangler has no token to ask the API with: run npx wrangler login')
}

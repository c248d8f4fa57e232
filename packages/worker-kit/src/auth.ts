import type { Context, Env, MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { DomainError } from './errors.ts'

/** What a token may do. `operator` sees every team: it is for the people who run the installation. */
export const scopes = [
  'documents:read',
  'documents:write',
  'orders:read',
  'orders:write',
  'users:write',
  'operator',
] as const

export type Scope = (typeof scopes)[number]

/** Whom a request speaks for. */
export type Caller = { teamId: string; tokenId: string; scopes: string[] }

export type AuthVariables = { caller: Caller }

type FindCaller<E extends Env> = (c: Context<E>, tokenHash: string) => Promise<Caller | undefined>

/**
 * Lets a request in whose bearer token (or Basic password, so that a browser can ask for it) has the scope.
 * Tokens are looked up by their SHA-256: they are 256 random bits, so a slow hash would add nothing.
 */
export function requireScope<E extends Env & { Variables: AuthVariables }>(
  scope: Scope,
  findCaller: FindCaller<E>,
): MiddlewareHandler<E> {
  return createMiddleware<E>(async (c, next) => {
    if (isForgedByAnotherSite(c)) {
      throw new DomainError('forbidden', 'another site may not send this request', {
        field: 'sec-fetch-site',
      })
    }
    const token = presentedToken(c.req.header('authorization'))
    if (!token) {
      throw new DomainError('unauthenticated', 'a bearer token is needed', { field: 'authorization' })
    }

    const caller = await findCaller(c, await hashToken(token))
    if (!caller) {
      throw new DomainError('unauthenticated', 'the token is not known', { field: 'authorization' })
    }
    if (!caller.scopes.includes(scope)) {
      throw new DomainError('forbidden', `the token lacks the scope ${scope}`)
    }

    c.set('caller', caller)
    await next()
  })
}

/** Lower-case hex of the token's SHA-256: the only form that is ever stored. */
export async function hashToken(token: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

// A browser that once asked for a password adds it to every request to us, also to a form that another site posts.
function isForgedByAnotherSite(c: Context): boolean {
  const isBasic = c.req.header('authorization')?.toLowerCase().startsWith('basic ')
  const isSafe = c.req.method === 'GET' || c.req.method === 'HEAD'
  const site = c.req.header('sec-fetch-site') ?? 'none'
  const origin = c.req.header('origin')
  const isOwn =
    (site === 'none' || site === 'same-origin') && (!origin || origin === new URL(c.req.url).origin)
  return Boolean(isBasic) && !isSafe && !isOwn
}

function presentedToken(header: string | undefined): string | undefined {
  const [scheme, value] = header?.split(' ') ?? []
  if (value === undefined) return undefined
  if (scheme?.toLowerCase() === 'bearer') return value
  return scheme?.toLowerCase() === 'basic' ? basicPassword(value) : undefined
}

function basicPassword(value: string): string | undefined {
  try {
    const decoded = atob(value)
    return decoded.slice(decoded.indexOf(':') + 1)
  } catch {
    return undefined
  }
}

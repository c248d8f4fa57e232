import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Account } from '../state/account.ts'

export type DoubleEnv = { Bindings: Account }

/** Cloudflare's envelope around a result. */
export const ok = (c: Context, result: unknown, more: object = {}) =>
  c.json({ success: true, errors: [], messages: [], result, ...more })

export const fail = (c: Context, status: ContentfulStatusCode, code: number, message: string) =>
  c.json({ success: false, errors: [{ code, message }], messages: [], result: null }, status)

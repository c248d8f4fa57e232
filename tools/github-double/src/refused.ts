import type { Context } from 'hono'

/** How GitHub says no. */
export const refused = (c: Context, status: 401 | 404, message: string) =>
  c.json({ message, status: String(status) }, status)

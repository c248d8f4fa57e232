import { createDb } from '@repo/db'
import { addTeam } from '@repo/db/teams'
import { hashToken } from '@repo/worker-kit/auth'
import { DomainError } from '@repo/worker-kit/errors'
import { input } from '@repo/worker-kit/input'
import { Hono } from 'hono'
import { z } from 'zod'
import { type HonoEnv, scope } from '../context.ts'
import { Name } from './name.ts'

const TeamRequest = z.strictObject({
  name: Name,
  slug: z.string().regex(/^[a-z0-9-]{2,40}$/, '2 to 40 of a-z, 0-9 and - are needed'),
})

const TEAM_SCOPES = ['users:write', 'orders:read', 'orders:write', 'documents:read', 'documents:write']

/** Opens a team. Its token is in this answer and nowhere else: only its hash is stored. */
export const teams = new Hono<HonoEnv>().post(
  '/',
  scope('operator'),
  input('json', TeamRequest),
  async (c) => {
    const { name, slug } = c.req.valid('json')
    const token = `mr_${crypto.randomUUID().replaceAll('-', '')}${crypto.randomUUID().replaceAll('-', '')}`
    const id = `team_${crypto.randomUUID()}`

    const stored = await addTeam(
      createDb(c.env.DB),
      { id, name, slug, createdAt: new Date() },
      { id: `tok_${crypto.randomUUID()}`, tokenHash: await hashToken(token), scopes: TEAM_SCOPES },
    )
    if (stored.id !== id) {
      throw new DomainError('conflict', `the slug is taken`, { field: 'slug', existingId: stored.id })
    }
    return c.json({ id, name, slug, token }, 201)
  },
)

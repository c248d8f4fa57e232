import { createDb } from '@repo/db'
import { assignInstallation } from '@repo/db/installations'
import { getTeam } from '@repo/db/teams'
import { input } from '@repo/worker-kit/input'
import { Hono } from 'hono'
import { z } from 'zod'
import { type HonoEnv, scope } from '../context.ts'

const Assignment = z.strictObject({ teamId: z.string().min(1).max(100) })

/**
 * Says which team an installation of the GitHub App belongs to. An operator's word, because nothing in a webhook proves it, and a
 * team that could name any installation could read another's repositories.
 */
export const installations = new Hono<HonoEnv>().put(
  '/:id',
  scope('operator'),
  input('json', Assignment),
  async (c) => {
    const db = createDb(c.env.DB)
    const { id: teamId } = await getTeam(db, c.req.valid('json').teamId)
    return c.json(await assignInstallation(db, c.req.param('id'), teamId))
  },
)

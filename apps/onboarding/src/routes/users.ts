import { createDb } from '@repo/db'
import { addUser } from '@repo/db/users'
import { DomainError } from '@repo/worker-kit/errors'
import { input } from '@repo/worker-kit/input'
import { Hono } from 'hono'
import { z } from 'zod'
import { announceUser } from '../announce-user.ts'
import { type HonoEnv, scope } from '../context.ts'
import { PersonName } from './name.ts'

const UserRequest = z.strictObject({
  email: z.email().max(254).toLowerCase(),
  name: PersonName,
  wantsDigest: z.boolean().default(true),
})

/** Signs a person up to the caller's team. */
export const users = new Hono<HonoEnv>().post(
  '/',
  scope('users:write'),
  input('json', UserRequest),
  async (c) => {
    const id = `user_${crypto.randomUUID()}`
    const wanted = { id, teamId: c.var.caller.teamId, createdAt: new Date(), ...c.req.valid('json') }

    const stored = await addUser(createDb(c.env.DB), wanted)
    // Announced on repeats too: the first announcement may be what failed. Same id, so heard once.
    await announceUser(stored)
    if (stored.id !== id) {
      throw new DomainError('conflict', 'the team has a user with this address', {
        field: 'email',
        existingId: stored.id,
      })
    }
    const { greetedAt: _, ...user } = stored
    return c.json(user, 201)
  },
)

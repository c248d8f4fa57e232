import { Hono } from 'hono'
import { type HonoEnv, scope } from '../context.ts'
import { listSecrets } from '../list-secrets.ts'

/** Which signing secrets are in use, and which can go. */
export const secrets = new Hono<HonoEnv>()
  .use(scope('operator'))
  .get('/', async (c) => c.json({ secrets: await listSecrets(c.env, new Date()) }))

import { createRoute, z } from '@hono/zod-openapi'
import { listSecrets } from '../list-secrets.ts'
import { answers, security } from './answers.ts'
import { createRouter } from './router.ts'

const Secret = z
  .object({
    source: z.string(),
    id: z.string().openapi({ description: 'A short hash of the secret, the same wherever it stands.' }),
    position: z.int().openapi({ description: 'Its place in the setting, from 1.' }),
    hits: z.int().openapi({ description: 'How many webhooks it has let in.' }),
    lastUsedAt: z.iso.datetime().nullable(),
    advice: z.string().openapi({ description: 'Whether it can go.' }),
  })
  .openapi('Secret')

const list = createRoute({
  method: 'get',
  path: '/',
  summary: 'Show which signing secrets are in use, and which can go',
  security,
  responses: answers(
    200,
    'All active secrets, never the secrets themselves.',
    z.object({ secrets: z.array(Secret) }),
  ),
})

export const secrets = createRouter().openapi(list, async (c) =>
  c.json({ secrets: await listSecrets(c.env, new Date()) }, 200),
)

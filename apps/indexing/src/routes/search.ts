import { input } from '@repo/worker-kit/input'
import { Hono } from 'hono'
import { z } from 'zod'
import { type HonoEnv, scope } from '../context.ts'
import { loadEmbedder } from '../embedder.ts'
import { QUERY_MAX_CHARACTERS } from '../rules/lexical-query.ts'
import { indexOf } from '../search/index-of.ts'
import { packVectors } from '../search/pack-vectors.ts'

const SearchQuery = z.object({
  q: z
    .string('a query is needed')
    .trim()
    .min(1, 'a query is needed')
    .max(QUERY_MAX_CHARACTERS, `a query has at most ${QUERY_MAX_CHARACTERS} characters`),
})

/** What the team's documents say about a query, best first. */
export const search = new Hono<HonoEnv>().get(
  '/',
  scope('documents:read'),
  input('query', SearchQuery),
  async (c) => {
    const { q } = c.req.valid('query')
    const { model, dimensions, embed } = await loadEmbedder(c.env)
    const vector = packVectors(model, dimensions, await embed([q]))
    const hits = await indexOf(c.env, c.var.caller.teamId).search(q, vector)
    return c.json({
      results: hits.map(({ documentId, name, snippet, score, page, heading, start, end }) => ({
        documentId,
        name,
        snippet,
        score,
        position: { page, heading, start, end },
      })),
    })
  },
)

import { Hono } from 'hono'
import type { DoubleEnv } from '../http/answer.ts'
import { currentTraffic } from '../state/account.ts'

/**
 * What the public origin of a healthy installation answers from outside. It does not run the workers: they run whole in the
 * end-to-end tests, where the same questions are asked of them.
 */
export const origin = new Hono<DoubleEnv>()
  .get('/healthz', (c) => {
    const states = [...c.env.workers.values()].map((worker) => {
      const isDeployed = currentTraffic(worker).length > 0
      return [worker.name, isDeployed ? 'ok' : 'does not answer'] as const
    })
    const isUp = states.length > 0 && states.every(([, state]) => state === 'ok')
    return c.json({ ok: isUp, workers: Object.fromEntries(states) }, isUp ? 200 : 503)
  })
  .post('/webhooks/:source', (c) =>
    // It knows no secret, so any signature will do.
    c.req.header('stripe-signature')
      ? c.json({ deliveryId: 'stripe:evt_double' }, 202)
      : c.json({ status: 401, code: 'unauthenticated' }, 401),
  )
  .on(['POST', 'PUT'], '/api/inngest/:app', (c) => c.json({ code: 'unauthenticated' }, 401))

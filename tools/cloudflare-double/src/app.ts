import { Hono } from 'hono'
import { type DoubleEnv, fail } from './http/answer.ts'
import { analytics } from './routes/analytics.ts'
import { assets } from './routes/assets.ts'
import { d1 } from './routes/d1.ts'
import { identity } from './routes/identity.ts'
import { inngest } from './routes/inngest.ts'
import { origin } from './routes/origin.ts'
import { r2 } from './routes/r2.ts'
import { scripts } from './routes/scripts.ts'
import { secrets } from './routes/secrets.ts'
import { triggers } from './routes/triggers.ts'
import { telemetry } from './routes/telemetry.ts'
import { versions } from './routes/versions.ts'

/** A path that nobody wrote a part for is answered 501 and named, so that nothing passes silently. */
export const app = new Hono<DoubleEnv>()
  .onError((error, c) => fail(c, 500, 10_000, `the double broke: ${error.message}`))
  .notFound((c) => fail(c, 501, 501, `the double does not play ${c.req.method} ${c.req.path}`))
  .route('/', identity)
  .route('/accounts/:account/d1', d1)
  .route('/accounts/:account/r2', r2)
  .route('/accounts/:account/workers', secrets)
  .route('/accounts/:account/workers', versions)
  .route('/accounts/:account/workers', assets)
  .route('/accounts/:account/workers', triggers)
  .route('/accounts/:account/workers', scripts)
  .route('/accounts/:account/workers/observability', telemetry)
  .route('/graphql', analytics)
  .route('/inngest', inngest)
  .route('/origin', origin)

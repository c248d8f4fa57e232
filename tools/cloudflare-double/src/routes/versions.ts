import { Hono } from 'hono'
import { type DoubleEnv, fail, ok } from '../http/answer.ts'
import { deployVersions, type Traffic, type Version } from '../state/account.ts'
import { findMissingBinding } from '../state/find-missing-binding.ts'
import { readUpload } from '../state/read-upload.ts'

const unknownWorker = [404, 10_007, 'This Worker does not exist on your account.'] as const

function describe(version: Version) {
  const { id, number, createdOn, annotations, bindings, secrets, migrationTag } = version
  return {
    id,
    number,
    metadata: {
      created_on: createdOn,
      modified_on: createdOn,
      source: 'wrangler',
      author_email: 'operator@example.com',
    },
    annotations,
    resources: {
      bindings: [...bindings, ...Object.keys(secrets).map((name) => ({ type: 'secret_text', name }))],
      script: { etag: id, handlers: ['fetch'], last_deployed_from: 'wrangler' },
      script_runtime: {
        compatibility_date: version.compatibilityDate,
        usage_model: 'standard',
        migration_tag: migrationTag,
      },
    },
  }
}

/** Versions, and which of them serve how much of the traffic. */
export const versions = new Hono<DoubleEnv>()
  .get('/scripts/:name/versions', (c) => {
    const worker = c.env.workers.get(c.req.param('name'))
    if (!worker) return fail(c, ...unknownWorker)
    return ok(c, { items: worker.versions.toReversed().map(describe) })
  })

  .post('/scripts/:name/versions', async (c) => {
    const worker = c.env.workers.get(c.req.param('name'))
    if (!worker) return fail(c, ...unknownWorker)
    const { version, metadata } = await readUpload(c.env, worker, await c.req.formData())
    if (metadata.migrations) {
      return fail(
        c,
        412,
        10_211,
        'Version upload failed. You attempted to upload a version of a Worker that includes a Durable Object migration, but migrations must be fully applied by running "wrangler deploy".',
      )
    }
    const missing = findMissingBinding(c.env, version)
    if (missing) return fail(c, 400, missing.code, missing.message)
    worker.versions.push(version)
    return ok(c, { ...describe(version), startup_time_ms: 1 })
  })

  .get('/scripts/:name/versions/:id', (c) => {
    const version = c.env.workers
      .get(c.req.param('name'))
      ?.versions.find(({ id }) => id === c.req.param('id'))
    return version
      ? ok(c, describe(version))
      : fail(c, 404, 10_017, 'The requested Worker version could not be found.')
  })

  .get('/scripts/:name/deployments', (c) => {
    const worker = c.env.workers.get(c.req.param('name'))
    if (!worker) return fail(c, ...unknownWorker)
    return ok(c, {
      deployments: worker.deployments.slice(0, 10).map((one) => ({
        ...one,
        source: 'wrangler',
        strategy: 'percentage',
        author_email: 'operator@example.com',
      })),
    })
  })

  .post('/scripts/:name/deployments', async (c) => {
    const worker = c.env.workers.get(c.req.param('name'))
    if (!worker) return fail(c, ...unknownWorker)
    const body = await c.req.json<{ versions: Traffic[]; annotations?: Record<string, string> }>()
    const known = new Set(worker.versions.map(({ id }) => id))
    if (!body.versions.every(({ version_id }) => known.has(version_id))) {
      return fail(c, 404, 10_017, 'The requested Worker version could not be found.')
    }
    if (body.versions.reduce((sum, { percentage }) => sum + percentage, 0) !== 100) {
      return fail(c, 400, 10_021, 'The percentages of the versions do not add up to 100.')
    }
    return ok(c, deployVersions(c.env, worker, body.versions, body.annotations ?? {}))
  })

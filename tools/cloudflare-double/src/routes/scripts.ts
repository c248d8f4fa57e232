import { Hono } from 'hono'
import { type DoubleEnv, fail, ok } from '../http/answer.ts'
import { aWorker, deployVersions, latestVersion } from '../state/account.ts'
import { findMissingBinding } from '../state/find-missing-binding.ts'
import { readUpload } from '../state/read-upload.ts'

/** A worker as a whole: is it there, and the upload that deploys at once. */
export const scripts = new Hono<DoubleEnv>()
  .get('/services/:name', (c) => {
    const worker = c.env.workers.get(c.req.param('name'))
    if (!worker) return fail(c, 404, 10_090, 'This Worker does not exist on your account.')
    const { name, tags } = worker
    const script = {
      id: name,
      tag: `tag-${name}`,
      tags,
      last_deployed_from: 'wrangler',
      migration_tag: latestVersion(worker)?.migrationTag,
    }
    return ok(c, { id: name, default_environment: { environment: 'production', script } })
  })

  .put('/scripts/:name', async (c) => {
    const name = c.req.param('name')
    const worker = c.env.workers.get(name) ?? aWorker(name)
    const { version, metadata } = await readUpload(c.env, worker, await c.req.formData())
    const missing = findMissingBinding(c.env, version)
    if (missing) return fail(c, 400, missing.code, missing.message)

    c.env.workers.set(name, worker)
    worker.versions.push(version)
    worker.observability = metadata.observability
    deployVersions(c.env, worker, [{ version_id: version.id, percentage: 100 }])
    return ok(c, {
      id: name,
      etag: version.id,
      deployment_id: version.id.replaceAll('-', ''),
      startup_time_ms: 1,
    })
  })

  .patch('/scripts/:name/script-settings', async (c) => {
    const worker = c.env.workers.get(c.req.param('name'))
    if (!worker) return fail(c, 404, 10_007, 'This Worker does not exist on your account.')
    const settings = await c.req.json<{ observability?: unknown; tags?: string[] }>()
    if (settings.observability !== undefined) worker.observability = settings.observability
    if (settings.tags) worker.tags = settings.tags
    return ok(c, settings)
  })

  .get('/scripts/:name/settings', (c) => {
    const worker = c.env.workers.get(c.req.param('name'))
    if (!worker) return fail(c, 404, 10_007, 'This Worker does not exist on your account.')
    return ok(c, { bindings: latestVersion(worker)?.bindings ?? [], tags: worker.tags })
  })

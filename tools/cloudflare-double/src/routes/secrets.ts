import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { type DoubleEnv, fail, ok } from '../http/answer.ts'
import { currentTraffic, deployVersions, latestVersion } from '../state/account.ts'

/** Secrets belong to a version: storing one makes a new version, which is deployed at once. */
export const secrets = new Hono<DoubleEnv>()
  .get('/scripts/:name/secrets', (c) => {
    const worker = c.env.workers.get(c.req.param('name'))
    if (!worker) return fail(c, 404, 10_007, 'This Worker does not exist on your account.')
    const names = Object.keys(latestVersion(worker)?.secrets ?? {})
    return ok(
      c,
      names.map((name) => ({ name, type: 'secret_text' })),
    )
  })

  .patch('/scripts/:name/secrets-bulk', async (c) => {
    const worker = c.env.workers.get(c.req.param('name'))
    const latest = worker && latestVersion(worker)
    if (!worker || !latest) return fail(c, 404, 10_007, 'This Worker does not exist on your account.')
    if (!currentTraffic(worker).some(({ version_id }) => version_id === latest.id)) {
      return fail(
        c,
        400,
        10_215,
        'Secret edit failed. You attempted to modify a secret, but the latest version of your Worker is not currently deployed.',
      )
    }
    const { secrets } = await c.req.json<{ secrets: Record<string, { text: string } | null> }>()
    const changed = Object.fromEntries(
      Object.entries(secrets).flatMap(([name, secret]) =>
        secret ? [[name, createHash('sha256').update(secret.text).digest('hex')]] : [],
      ),
    )
    const kept = Object.entries(latest.secrets).filter(([name]) => !(name in secrets))
    const version = {
      ...latest,
      id: c.env.newId(),
      number: latest.number + 1,
      annotations: { 'workers/triggered_by': 'secret' },
      secrets: { ...Object.fromEntries(kept), ...changed },
    }
    worker.versions.push(version)
    deployVersions(c.env, worker, [{ version_id: version.id, percentage: 100 }])
    return ok(
      c,
      Object.keys(version.secrets).map((name) => ({ name, type: 'secret_text' })),
    )
  })

import { z } from 'zod'
import type { Tools } from '../deploy/deployment.ts'
import { type Finding, fine, wrong } from './finding.ts'

type Resource = { what: string; path: string }

/** Whether the database and the buckets that workers are bound to are there. */
export async function examineBindings({
  environment,
  api,
}: Pick<Tools, 'environment' | 'api'>): Promise<Finding[]> {
  const { accountId, env } = environment
  const missing = resourcesOf(environment).map(async ({ what, path }) => {
    try {
      await api.get(`/accounts/${accountId}/${path}`, z.unknown())
      return []
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      return [wrong(`${what} is not there: ${reason}. npm run setup -- --env ${env} makes what is missing.`)]
    }
  })
  const findings = (await Promise.all(missing)).flat()
  return findings.length > 0 ? findings : [fine('The database and the buckets are there.')]
}

function resourcesOf({ rooms }: Tools['environment']): Resource[] {
  const resources = rooms.flatMap(({ database, buckets }) => [
    ...(database ? [{ what: `The database ${database.name}`, path: `d1/database/${database.id}` }] : []),
    ...buckets.map(({ name }) => ({ what: `The bucket ${name}`, path: `r2/buckets/${name}` })),
  ])
  return [...new Map(resources.map((resource) => [resource.path, resource])).values()]
}

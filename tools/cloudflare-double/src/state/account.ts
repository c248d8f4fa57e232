import type { DatabaseSync } from 'node:sqlite'

/** What a worker was uploaded with; `bindings` as the API names them. */
export type Version = {
  id: string
  number: number
  createdOn: string
  annotations: Record<string, string>
  bindings: { type: string; name: string; [field: string]: unknown }[]
  /** SHA-256 of each module by its name. */
  modules: Record<string, string>
  compatibilityDate: string | undefined
  migrationTag: string | undefined
  /** SHA-256 of each value, so that nothing that is asked of the double can tell one. */
  secrets: Record<string, string>
}

export type Traffic = { version_id: string; percentage: number }

export type Deployment = {
  id: string
  created_on: string
  versions: Traffic[]
  annotations: Record<string, string>
}

export type Worker = {
  name: string
  versions: Version[]
  /** The newest first, as the API lists them. */
  deployments: Deployment[]
  crons: string[]
  domains: string[]
  onWorkersDev: boolean
  observability: unknown
  tags: string[]
  assets: Record<string, unknown>
}

export type D1 = { id: string; name: string; db: DatabaseSync }

/** One account of Cloudflare, and the apps that one account of Inngest knows. */
export type Account = {
  id: string
  databases: D1[]
  /** Each bucket's lifecycle rules. */
  buckets: Map<string, unknown[]>
  workers: Map<string, Worker>
  /** Address of each app by its id, and how often it was synced. */
  apps: Map<string, { url: string; syncs: number }>
  /** Requests and errors as the analytics count them, and answers of 500 and above as the logs have them, by version. */
  invocations: Map<string, { requests: number; errors: number; answered?: number }>
  now: () => Date
  newId: () => string
}

export const currentTraffic = (worker: Worker): Traffic[] => worker.deployments[0]?.versions ?? []

export function latestVersion(worker: Worker): Version | undefined {
  return worker.versions.at(-1)
}

export function aWorker(name: string): Worker {
  return {
    name,
    versions: [],
    deployments: [],
    crons: [],
    domains: [],
    onWorkersDev: false,
    observability: undefined,
    tags: [],
    assets: {},
  }
}

export function deployVersions(
  account: Account,
  worker: Worker,
  versions: Traffic[],
  annotations: Record<string, string> = {},
): Deployment {
  const deployment = {
    id: account.newId(),
    created_on: account.now().toISOString(),
    versions,
    annotations,
  }
  worker.deployments.unshift(deployment)
  return deployment
}

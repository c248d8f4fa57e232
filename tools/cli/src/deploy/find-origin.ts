import type { CloudflareApi } from '../cloudflare/cloudflare-api.ts'
import type { Environment } from '../environment/read-environment.ts'

/** Where the installation answers: at the gateway's own domain, or at workers.dev. */
export async function findOrigin({ accountId, rooms }: Environment, api: CloudflareApi): Promise<string> {
  const gateway = rooms.at(-1)
  const [domain] = gateway?.domains ?? []
  if (domain) return `https://${domain}`
  const { subdomain } = await api.get<{ subdomain: string }>(`/accounts/${accountId}/workers/subdomain`)
  return `https://${gateway?.worker}.${subdomain}.workers.dev`
}

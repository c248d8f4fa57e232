import { z } from 'zod'
import type { CloudflareApi } from '../cloudflare/cloudflare-api.ts'
import type { Environment } from '../environment/read-environment.ts'

const Subdomain = z.object({ subdomain: z.string() })

/** Where the installation answers: at the gateway's own domain, or at workers.dev. */
export async function findOrigin({ accountId, rooms }: Environment, api: CloudflareApi): Promise<string> {
  const gateway = rooms.at(-1)
  const [domain] = gateway?.domains ?? []
  if (domain) return `https://${domain}`
  const { subdomain } = await api.get(`/accounts/${accountId}/workers/subdomain`, Subdomain)
  return `https://${gateway?.worker}.${subdomain}.workers.dev`
}

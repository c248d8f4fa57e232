import { createCloudflareDouble } from '@repo/cloudflare-double'
import { onTestFinished } from 'vitest'
import { createWrangler } from '../src/cloudflare/wrangler.ts'
import type { Workspace } from '../src/workspace.ts'

/** A listening double of Cloudflare, and the real wrangler pointed at it. Gone when the test is. */
export async function startCloudflare() {
  const double = createCloudflareDouble()
  const url = await double.listen()
  onTestFinished(double.close)
  const env = { CLOUDFLARE_API_BASE_URL: url, CLOUDFLARE_API_TOKEN: 'token', FORCE_COLOR: '1' }
  return {
    double,
    url,
    wranglerFor: (workspace: Workspace) => (accountId?: string) =>
      createWrangler(workspace.root, { ...env, ...(accountId && { CLOUDFLARE_ACCOUNT_ID: accountId }) }),
  }
}

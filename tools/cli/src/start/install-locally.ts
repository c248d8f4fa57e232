import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { findInstallation, type LocalInstallation, saveInstallation } from '../local-installation.ts'
import { root } from '../workspace.ts'
import type { Flags } from './read-flags.ts'
import { writeDevVars } from './write-dev-vars.ts'

const secret = (prefix: string) => `${prefix}${randomBytes(24).toString('hex')}`

/** Writes each worker's `.dev.vars`: secrets are made once and then kept, addresses follow the ports. */
export function installLocally({ port, enginePort, stripePort }: Flags): LocalInstallation {
  const known = findInstallation()
  const gatewayUrl = `http://localhost:${port}`
  const engineUrl = `http://127.0.0.1:${enginePort}`
  const stripeUrl = `http://127.0.0.1:${stripePort}`
  const inngest = {
    INNGEST_EVENT_KEY: 'local',
    INNGEST_SIGNING_KEY: `signkey-test-${randomBytes(16).toString('hex')}`,
  }

  const ingress = writeDevVars(join(root, 'apps/ingress'), {
    secrets: {
      STRIPE_WEBHOOK_SECRET: secret('whsec_'),
      GITHUB_WEBHOOK_SECRET: secret('gh_'),
      ...inngest,
    },
    addresses: { INNGEST_DEV: engineUrl },
  })
  writeDevVars(join(root, 'apps/onboarding'), { secrets: inngest, addresses: { INNGEST_DEV: engineUrl } })
  writeDevVars(join(root, 'apps/billing'), {
    secrets: { STRIPE_SECRET_KEY: secret('sk_test_'), ...inngest },
    addresses: { INNGEST_DEV: engineUrl, STRIPE_API_URL: stripeUrl },
  })
  writeDevVars(join(root, 'apps/console'), {
    secrets: { INNGEST_SIGNING_KEY: inngest.INNGEST_SIGNING_KEY },
    addresses: { INNGEST_DEV: engineUrl },
  })

  const installation = {
    gatewayUrl,
    engineUrl,
    stripeUrl,
    teamId: 'team_local',
    token: known?.token ?? secret('mr_'),
    stripeWebhookSecret: firstOf(ingress['STRIPE_WEBHOOK_SECRET']),
    githubWebhookSecret: firstOf(ingress['GITHUB_WEBHOOK_SECRET']),
  }
  saveInstallation(installation)
  return installation
}

/** While a secret is rolled the setting holds several; any of them signs. */
function firstOf(secrets: string | undefined): string {
  return secrets?.split(/\s+/).find(Boolean) ?? ''
}

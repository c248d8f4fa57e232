import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { findInstallation, type LocalInstallation, saveInstallation } from '../local-installation.ts'
import { root } from '../workspace.ts'
import type { Flags } from './read-flags.ts'
import { writeDevVars } from './write-dev-vars.ts'

const secret = (prefix: string) => `${prefix}${randomBytes(24).toString('hex')}`

/** Writes each worker's `.dev.vars`: secrets are made once and then kept, addresses follow the ports. */
export function installLocally({ port, enginePort, stripePort, githubPort }: Flags): LocalInstallation {
  const known = findInstallation()
  const gatewayUrl = `http://localhost:${port}`
  const engineUrl = `http://127.0.0.1:${enginePort}`
  const stripeUrl = `http://127.0.0.1:${stripePort}`
  const inngest = {
    INNGEST_EVENT_KEY: 'local',
    INNGEST_SIGNING_KEY: `signkey-test-${randomBytes(16).toString('hex')}`,
  }

  const githubUrl = `http://127.0.0.1:${githubPort}`
  const ingress = writeDevVars(join(root, 'apps/ingress'), {
    secrets: {
      STRIPE_WEBHOOK_SECRET: secret('whsec_'),
      GITHUB_WEBHOOK_SECRET: secret('gh_'),
      // What reconciliation asks the doubles with.
      STRIPE_SECRET_KEY: secret('sk_test_'),
      GITHUB_APP_ID: '1',
      GITHUB_APP_PRIVATE_KEY: aPrivateKey(),
      ...inngest,
    },
    addresses: { INNGEST_DEV: engineUrl, STRIPE_API_URL: stripeUrl, GITHUB_API_URL: githubUrl },
  })
  writeDevVars(join(root, 'apps/onboarding'), { secrets: inngest, addresses: { INNGEST_DEV: engineUrl } })
  writeDevVars(join(root, 'apps/billing'), {
    secrets: { STRIPE_SECRET_KEY: secret('sk_test_'), ...inngest },
    addresses: { INNGEST_DEV: engineUrl, STRIPE_API_URL: stripeUrl },
  })
  writeDevVars(join(root, 'apps/indexing'), {
    secrets: { ...inngest, GITHUB_APP_ID: '1', GITHUB_APP_PRIVATE_KEY: aPrivateKey() },
    addresses: { INNGEST_DEV: engineUrl, GITHUB_API_URL: githubUrl },
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

/** A key as GitHub Apps have them, in the form that Web Crypto reads. */
function aPrivateKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return String(privateKey.export({ type: 'pkcs8', format: 'pem' }))
}

/** While a secret is rolled the setting holds several; any of them signs. */
function firstOf(secrets: string | undefined): string {
  return secrets?.split(/\s+/).find(Boolean) ?? ''
}

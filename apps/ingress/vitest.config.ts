import { generateKeyPairSync } from 'node:crypto'
import { join } from 'node:path'
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineProject } from 'vitest/config'

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

export default defineProject(async () => ({
  plugins: [
    cloudflareTest({
      remoteBindings: false,
      wrangler: { configPath: './wrangler.toml' },
      miniflare: {
        // Whoever is told of trouble is told beside the work, so perhaps after the test, when nobody plays the world any more.
        outboundService: () => new Response('nobody is out there', { status: 503 }),
        bindings: {
          TEST_MIGRATIONS: await readD1Migrations(join(import.meta.dirname, '../../packages/db/migrations')),
          DRILL_SEED: process.env['DRILL_SEED'] ?? '',
          STRIPE_WEBHOOK_SECRET: 'whsec_test whsec_next',
          GITHUB_WEBHOOK_SECRET: 'github-test',
          INNGEST_DEV: 'http://engine.test',
          INNGEST_BASE_URL: '',
          INNGEST_EVENT_KEY: 'test',
          INNGEST_SIGNING_KEY: 'signkey-test-0123456789abcdef',
          ALERT_WEBHOOK_URL: 'http://alert.test/',
          STRIPE_SECRET_KEY: 'sk_test_ingress',
          STRIPE_API_URL: 'http://stripe.test',
          GITHUB_API_URL: 'http://github.test',
          GITHUB_APP_ID: '1',
          GITHUB_APP_PRIVATE_KEY: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
          GITHUB_HOOKS: 'octo/docs/5',
          GITHUB_HOOKS_TOKEN: 'github_token',
          RESEND_API_URL: 'http://resend.test',
          RESEND_API_KEY: 're_ingress',
          RESEND_WEBHOOK_ID: 'wh_1',
        },
      },
    }),
  ],
  // Inngest's SDK loads in the first test that needs it, and on a busy machine that takes its time.
  test: { name: 'ingress', setupFiles: ['./test/setup.ts'], testTimeout: 30_000 },
}))

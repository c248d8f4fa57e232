import { join } from 'node:path'
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineProject } from 'vitest/config'

export default defineProject(async () => ({
  plugins: [
    cloudflareTest({
      remoteBindings: false,
      wrangler: { configPath: './wrangler.toml' },
      miniflare: {
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
        },
      },
    }),
  ],
  // Inngest's SDK loads in the first test that needs it, and on a busy machine that takes its time.
  test: { name: 'ingress', setupFiles: ['./test/setup.ts'], testTimeout: 30_000 },
}))

import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineProject } from 'vitest/config'

export default defineProject(async () => ({
  plugins: [
    cloudflareTest({
      remoteBindings: false,
      wrangler: { configPath: './wrangler.toml' },
      miniflare: {
        bindings: {
          TEST_MIGRATIONS: await readD1Migrations('../../packages/db/migrations'),
          STRIPE_WEBHOOK_SECRET: 'whsec_test',
          GITHUB_WEBHOOK_SECRET: 'github-test',
          INNGEST_DEV: 'http://engine.test',
          INNGEST_EVENT_KEY: 'test',
        },
      },
    }),
  ],
  test: { name: 'ingress', setupFiles: ['./test/setup.ts'] },
}))

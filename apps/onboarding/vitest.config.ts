import path from 'node:path'
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { ingressStub } from '@repo/testing/ingress-stub'
import { defineProject } from 'vitest/config'

export default defineProject(async () => ({
  plugins: [
    cloudflareTest({
      remoteBindings: false,
      wrangler: { configPath: './wrangler.toml' },
      miniflare: {
        workers: [ingressStub],
        bindings: {
          TEST_MIGRATIONS: await readD1Migrations(
            path.join(import.meta.dirname, '../../packages/db/migrations'),
          ),
          INNGEST_DEV: 'http://engine.test',
          INNGEST_EVENT_KEY: 'test',
          OPERATOR_EMAIL: 'operators@example.com',
          DIGEST_CONCURRENCY: '3',
        },
      },
    }),
  ],
  test: { name: 'onboarding', setupFiles: ['./test/setup.ts'] },
}))

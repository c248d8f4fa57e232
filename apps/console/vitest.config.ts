import { join } from 'node:path'
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineProject } from 'vitest/config'
import { ingressStub } from './test/ingress-stub.ts'
import { onboardingStub } from './test/onboarding-stub.ts'

export default defineProject(async () => ({
  plugins: [
    cloudflareTest({
      remoteBindings: false,
      wrangler: { configPath: './wrangler.toml' },
      miniflare: {
        bindings: {
          TEST_MIGRATIONS: await readD1Migrations(join(import.meta.dirname, '../../packages/db/migrations')),
          INNGEST_DEV: 'http://engine.test',
          INNGEST_BASE_URL: '',
          INNGEST_API_BASE_URL: '',
        },
        workers: [ingressStub, onboardingStub],
      },
    }),
  ],
  test: { name: 'console', setupFiles: ['./test/setup.ts'] },
}))

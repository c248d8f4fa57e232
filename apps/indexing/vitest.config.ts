import { generateKeyPairSync } from 'node:crypto'
import path from 'node:path'
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { ingressStub } from '@repo/testing/ingress-stub'
import { defineProject } from 'vitest/config'
import { packModel } from './model/pack-model.ts'

export default defineProject(async () => {
  await packModel()
  return {
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
            GITHUB_API_URL: 'http://github.test',
            GITHUB_APP_ID: '1',
            GITHUB_APP_PRIVATE_KEY: aPrivateKey(),
            INNGEST_DEV: 'http://engine.test',
            INNGEST_EVENT_KEY: 'test',
          },
        },
      }),
    ],
    // The first PDF of an isolate loads pdf.js, which takes seconds on a busy machine.
    test: { name: 'indexing', setupFiles: ['./test/setup.ts'], testTimeout: 20_000 },
  }
})

function aPrivateKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

import path from 'node:path'
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineProject } from 'vitest/config'

export default defineProject(async () => ({
  plugins: [
    cloudflareTest({
      remoteBindings: false,
      miniflare: {
        compatibilityDate: '2026-11-01',
        d1Databases: ['DB'],
        bindings: { TEST_MIGRATIONS: await readD1Migrations(path.join(import.meta.dirname, 'migrations')) },
      },
    }),
  ],
  test: { name: 'db', setupFiles: ['./test/setup.ts'] },
}))

import { resolve } from 'node:path'
import { defineProject } from 'vitest/config'

export default defineProject({
  // workerd's module, which only workers have; the log reads the version of its worker there.
  resolve: { alias: { 'cloudflare:workers': resolve(import.meta.dirname, 'test/cloudflare-workers.ts') } },
  test: { name: 'worker-kit' },
})

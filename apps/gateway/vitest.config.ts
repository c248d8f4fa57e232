import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineProject } from 'vitest/config'
import { workers } from './src/routes.ts'

/** Answers who it is and what it was asked. */
const script = (worker: string) => `export default {
  async fetch(request) {
    const { pathname, search } = new URL(request.url)
    const body = await request.text()
    return Response.json({ worker: '${worker}', method: request.method, path: pathname + search, body, host: request.headers.get('host') })
  },
}`

export default defineProject({
  plugins: [
    cloudflareTest({
      remoteBindings: false,
      wrangler: { configPath: '../../wrangler.toml' },
      miniflare: {
        workers: workers.map((worker) => ({
          name: `millrace-${worker.toLowerCase()}`,
          modules: true,
          compatibilityDate: '2026-11-01',
          script: script(worker),
        })),
      },
    }),
  ],
  test: { name: 'gateway' },
})

import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineProject } from 'vitest/config'

export default defineProject({
  plugins: [
    cloudflareTest({
      remoteBindings: false,
      main: './test/small-app.ts',
      miniflare: {
        compatibilityDate: '2026-11-01',
        bindings: { INNGEST_DEV: 'http://engine.test', INNGEST_EVENT_KEY: 'test' },
      },
    }),
  ],
  test: { name: 'testing' },
})

import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // The SDK prints a stack for every step that a test makes fail.
    silent: 'passed-only',
    projects: ['apps/*', 'packages/*', 'tools/*', 'e2e'],
  },
})

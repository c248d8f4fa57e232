import { defineConfig } from 'vitest/config'

export default defineConfig({
  // No test leaves anything behind in a module, and starting a worker per file costs more than the tests.
  test: { name: 'stripe-double', isolate: false },
})

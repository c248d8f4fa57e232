import { defineConfig } from 'vitest/config'

// No test leaves anything behind, and each worker that starts costs as much as a test.
export default defineConfig({ test: { name: 'dev-engine', isolate: false } })

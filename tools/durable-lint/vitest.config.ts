import { defineConfig } from 'vitest/config'

// The files share nothing but parsed modules, which take longer to load than to run.
export default defineConfig({ test: { name: 'durable-lint', isolate: false } })

import { env } from 'cloudflare:workers'
import { applyD1Migrations } from 'cloudflare:test'
import { afterEach, vi } from 'vitest'

await applyD1Migrations(env.DB, env.TEST_MIGRATIONS)

// A day ahead of the machine's clock, which alarms go by: they run when a test runs them and never by themselves.
vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 86_400_000 })

afterEach(() => {
  vi.restoreAllMocks()
})

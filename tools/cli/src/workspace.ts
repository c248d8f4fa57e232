import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../../..')

/** Everything that a local installation remembers; delete it to start over. */
export const stateDir = join(root, '.wrangler/state')
export const logDir = join(root, '.wrangler/logs')

/** The gateway comes first: wrangler gives its port to the first config. */
export const configs = [
  'wrangler.toml',
  ...['ingress', 'onboarding', 'billing', 'indexing', 'console'].map((app) => `apps/${app}/wrangler.toml`),
]

/** The workers that serve functions to Inngest. */
export const inngestApps = ['ingress', 'onboarding', 'billing', 'indexing']

export const wrangler = join(root, 'node_modules/wrangler/bin/wrangler.js')

/** Wrangler without questions and without telemetry. */
export const wranglerEnv = { CI: '1', WRANGLER_SEND_METRICS: 'false', NO_COLOR: '1' }

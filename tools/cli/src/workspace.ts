import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../../..')

/** Everything that a local installation remembers; delete it to start over. */
export const stateDir = join(root, '.wrangler/state')
export const logDir = join(root, '.wrangler/logs')

/** Saves a quarter of wrangler's start, which a deploy pays some dozens of times. */
export const compileCache = join(root, '.wrangler/compile-cache')

/** The gateway comes first: wrangler gives its port to the first config. */
export const configs = [
  'wrangler.toml',
  ...['ingress', 'onboarding', 'billing', 'indexing', 'console'].map((app) => `apps/${app}/wrangler.toml`),
]

/** The workers that serve functions to Inngest. */
export const inngestApps = ['ingress', 'onboarding', 'billing', 'indexing']

/** A worker's room: its wrangler file lies in it, but for the gateway's, which lies at the root. */
export type Room = { app: string; config: string; dir: string }

/** What is deployed, in the order in which it has to be: what others are bound to first, and the gateway last. */
export type Workspace = { root: string; rooms: Room[]; inngestApps: string[] }

export const roomOf = (config: string): Room => {
  const dir = config === 'wrangler.toml' ? 'apps/gateway' : config.replace('/wrangler.toml', '')
  return { app: dir.replace('apps/', ''), config, dir }
}

export const workspace: Workspace = {
  root,
  rooms: [...configs.slice(1), ...configs.slice(0, 1)].map(roomOf),
  inngestApps,
}

export const wrangler = join(root, 'node_modules/wrangler/bin/wrangler.js')

/** Wrangler without questions and without telemetry. */
export const wranglerEnv = { CI: '1', WRANGLER_SEND_METRICS: 'false', NO_COLOR: '1' }

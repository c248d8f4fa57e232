import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { roomOf, type Workspace } from '../src/workspace.ts'

const COMMON = `main = "src/index.ts"
compatibility_date = "2026-11-01"
workers_dev = false
preview_urls = false

[observability]
enabled = true

[observability.traces]
enabled = true
head_sampling_rate = 0.05
`

const FILES = {
  'wrangler.toml': `name = "millrace"
${COMMON.replace('src/index.ts', 'apps/gateway/src/index.ts').replace('workers_dev = false', 'workers_dev = true')}
[[services]]
binding = "INGRESS"
service = "millrace-ingress"

[[services]]
binding = "BILLING"
service = "millrace-billing"
`,
  'apps/ingress/wrangler.toml': `name = "millrace-ingress"
${COMMON}
[triggers]
crons = ["* * * * *"]

[vars]
INNGEST_APP_ID = "ingress"

[[durable_objects.bindings]]
name = "INBOX"
class_name = "Inbox"

[[migrations]]
tag = "v1"
new_sqlite_classes = ["Inbox"]

[[r2_buckets]]
binding = "BODIES"
bucket_name = "millrace-bodies"

[[d1_databases]]
binding = "DB"
database_name = "millrace"
database_id = "millrace-local"
migrations_dir = "../../packages/db/migrations"
`,
  'apps/billing/wrangler.toml': `name = "millrace-billing"
${COMMON}
[vars]
INNGEST_APP_ID = "billing"
ORDER_CONCURRENCY = "10"

[[services]]
binding = "DELIVERIES"
service = "millrace-ingress"
entrypoint = "Deliveries"

[[d1_databases]]
binding = "DB"
database_name = "millrace"
database_id = "millrace-local"
migrations_dir = "../../packages/db/migrations"
`,
  'apps/gateway/src/index.ts': `export default { fetch: () => new Response('gateway') }\n`,
  'apps/ingress/src/index.ts': `import { DurableObject, WorkerEntrypoint } from 'cloudflare:workers'
export class Inbox extends DurableObject {}
export class Deliveries extends WorkerEntrypoint {}
export default { fetch: () => new Response('ingress'), scheduled: () => {} }
`,
  'apps/billing/src/index.ts': `export default { fetch: () => new Response('billing') }\n`,
  'apps/ingress/bodies-lifecycle.json': `{"rules":[{"id":"forget-bodies","enabled":true,"conditions":{"prefix":"bodies/"},"deleteObjectsTransition":{"condition":{"type":"Age","maxAge":2678400}}}]}`,
  'apps/ingress/.dev.vars.example': `# Proves that a delivery comes from Stripe.
STRIPE_WEBHOOK_SECRET=
# Proves that a call comes from Inngest.
INNGEST_SIGNING_KEY=
# Optional: told of trouble.
ALERT_WEBHOOK_URL=
# Only ever in .dev.vars: dev mode.
INNGEST_DEV=
`,
  'apps/billing/.dev.vars.example': `# Charges. Stripe: Developers, API keys.
STRIPE_SECRET_KEY=
# Proves that a call comes from Inngest.
INNGEST_SIGNING_KEY=
`,
  'apps/ingress/src/functions/prune-deliveries.ts': `export const pruneDeliveries = inngest.createFunction({ id: 'prune-deliveries' }, async ({ step }) => {
  await step.run('prune-shards', () => {})
})
`,
  'apps/billing/src/functions/process-order.ts': `export const processOrder = inngest.createFunction({ id: 'process-order' }, async ({ step }) => {
  await step.run('charge-payment', () => {})
  await step.sendEvent('announce-completed', {})
})
`,
  'packages/db/migrations/0000_create-orders.sql':
    'CREATE TABLE `orders` (`id` text PRIMARY KEY NOT NULL);\n',
}

export const SECRETS = {
  STRIPE_WEBHOOK_SECRET: 'whsec_fixture',
  INNGEST_SIGNING_KEY: 'signkey-fixture',
  STRIPE_SECRET_KEY: 'sk_fixture',
}

/** A small workspace of three workers on disk, shaped as ours: a gateway before a worker with everything and one that is bound to it. */
export function aWorkspace(): Workspace {
  const root = mkdtempSync(join(tmpdir(), 'millrace-workspace-'))
  for (const [path, text] of Object.entries(FILES)) writeIn(root, path, text)
  const configs = ['apps/ingress/wrangler.toml', 'apps/billing/wrangler.toml', 'wrangler.toml']
  return { root, rooms: configs.map(roomOf), inngestApps: ['ingress', 'billing'] }
}

export function writeIn(root: string, path: string, text: string, options: { mode?: number } = {}): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text, options)
  // The mode counts only for a new file.
  if (options.mode) chmodSync(join(root, path), options.mode)
}

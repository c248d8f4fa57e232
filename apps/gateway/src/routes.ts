/** The workers behind the gateway, by the name of their binding. */
export const workers = ['INGRESS', 'ONBOARDING', 'BILLING', 'INDEXING', 'CONSOLE'] as const

export type Worker = (typeof workers)[number]

/** Which worker owns which paths: the whole of what the outside can reach. */
export const routes: readonly { path: string; worker: Worker }[] = [
  { path: '/webhooks', worker: 'INGRESS' },
  { path: '/v1/deliveries', worker: 'INGRESS' },
  { path: '/v1/secrets', worker: 'INGRESS' },
  { path: '/v1/replays', worker: 'INGRESS' },
  { path: '/v1/sources', worker: 'INGRESS' },
  { path: '/v1/reconciliations', worker: 'INGRESS' },
  { path: '/v1/alerts', worker: 'INGRESS' },
  { path: '/v1/audit', worker: 'INGRESS' },
  { path: '/v1/erasures', worker: 'INGRESS' },
  { path: '/v1/openapi.json', worker: 'INGRESS' },
  { path: '/api/inngest/ingress', worker: 'INGRESS' },
  { path: '/v1/teams', worker: 'ONBOARDING' },
  { path: '/v1/users', worker: 'ONBOARDING' },
  { path: '/v1/installations', worker: 'ONBOARDING' },
  { path: '/v1/mails', worker: 'ONBOARDING' },
  { path: '/api/inngest/onboarding', worker: 'ONBOARDING' },
  { path: '/v1/orders', worker: 'BILLING' },
  { path: '/api/inngest/billing', worker: 'BILLING' },
  { path: '/v1/documents', worker: 'INDEXING' },
  { path: '/v1/search', worker: 'INDEXING' },
  { path: '/api/inngest/indexing', worker: 'INDEXING' },
  { path: '/console', worker: 'CONSOLE' },
]

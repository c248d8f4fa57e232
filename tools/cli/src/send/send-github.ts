import { createHmac, randomUUID } from 'node:crypto'
import type { LocalInstallation } from '../local-installation.ts'
import { Sentence } from '../sentence.ts'

const REPOSITORY = { id: 1, name: 'docs', full_name: 'local/docs' }

// The smallest bodies that have the shape of GitHub's: https://docs.github.com/en/webhooks/webhook-events-and-payloads
const anId = () => Math.floor(Math.random() * 1e9)
const now = () => new Date().toISOString()

// An id or a time in each: one body sent twice is one delivery.
const fixtures = {
  ping: () => ({ zen: 'Keep it logically awesome.', hook_id: anId(), repository: REPOSITORY }),
  push: () => ({
    ref: 'refs/heads/main',
    after: randomUUID().replaceAll('-', ''),
    deleted: false,
    repository: { ...REPOSITORY, default_branch: 'main', pushed_at: Math.floor(Date.now() / 1000) },
    commits: [],
    head_commit: null,
    installation: { id: 1 },
  }),
  installation: () => ({
    action: 'created',
    installation: { id: anId(), account: { login: 'local' }, updated_at: now() },
    repositories: [REPOSITORY],
  }),
}

/** Signs a fixture as GitHub does and posts it. */
export async function sendGithub(installation: LocalInstallation, event: string): Promise<Response> {
  if (!Object.hasOwn(fixtures, event)) {
    throw new Sentence(`there is no fixture for ${event}; there are ${Object.keys(fixtures).join(', ')}`)
  }
  const body = JSON.stringify(fixtures[event as keyof typeof fixtures]())
  const signature = createHmac('sha256', installation.githubWebhookSecret).update(body).digest('hex')
  return fetch(`${installation.gatewayUrl}/webhooks/github`, {
    method: 'POST',
    headers: {
      'x-hub-signature-256': `sha256=${signature}`,
      'x-github-event': event,
      'x-github-delivery': randomUUID(),
    },
    body,
  })
}

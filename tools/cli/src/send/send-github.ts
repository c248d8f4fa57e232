import { createHmac, randomUUID } from 'node:crypto'
import type { LocalInstallation } from '../local-installation.ts'
import { Sentence } from '../sentence.ts'

const REPOSITORY = { id: 1, name: 'docs', full_name: 'local/docs' }

// The smallest bodies that have the shape of GitHub's: https://docs.github.com/en/webhooks/webhook-events-and-payloads
const fixtures: Record<string, () => object> = {
  ping: () => ({ zen: 'Keep it logically awesome.', hook_id: 1, repository: REPOSITORY }),
  push: () => ({
    ref: 'refs/heads/main',
    after: randomUUID().replaceAll('-', ''),
    repository: REPOSITORY,
    commits: [],
  }),
  installation: () => ({ action: 'created', installation: { id: 1 }, repositories: [REPOSITORY] }),
}

/** Signs a fixture as GitHub does and posts it. */
export async function sendGithub(installation: LocalInstallation, event: string): Promise<string> {
  const fixture = fixtures[event]
  if (!fixture) {
    throw new Sentence(`there is no fixture for ${event}; there are ${Object.keys(fixtures).join(', ')}`)
  }
  const body = JSON.stringify(fixture())
  const signature = createHmac('sha256', installation.githubWebhookSecret).update(body).digest('hex')
  const response = await fetch(`${installation.gatewayUrl}/webhooks/github`, {
    method: 'POST',
    headers: {
      'x-hub-signature-256': `sha256=${signature}`,
      'x-github-event': event,
      'x-github-delivery': randomUUID(),
    },
    body,
  })
  return `${response.status} ${await response.text()}`
}

import { webhookReceived } from './webhook.ts'

export { handledGithubTypes } from './handled-types.ts'

/** A signed webhook of GitHub is durably stored. */
export const githubWebhookReceived = webhookReceived('github')

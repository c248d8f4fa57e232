import { findInstallation } from '@repo/db/installations'
import { githubWebhookReceived } from '@repo/events/github'
import { repositoryPushed } from '@repo/events/repository'
import { inngest } from '../inngest.ts'
import { readPush } from '../read-push.ts'

/** Tells whose repository a push went to, where it is one of ours. Leans on the event's id, made from the announcement. */
export const handlePush = inngest.createFunction(
  {
    id: 'handle-push',
    triggers: [{ event: githubWebhookReceived, if: "event.data.type == 'push'" }],
    retries: 4,
    concurrency: 10,
    idempotency: "event.data.deliveryId + '#' + string(event.data.announcement)",
    onFailure: async ({ event, error, step, deliveries }) => {
      const { deliveryId, announcement } = event.data.event.data
      const runId = event.data.run_id
      await step.run('settle-failed', () =>
        deliveries.settle(deliveryId, 'handle-push', 'failed', runId, {
          announcement,
          reason: error.message,
        }),
      )
    },
  },
  async ({ event, step, runId, db, deliveries }) => {
    const { deliveryId, announcement } = event.data

    // Null where it is not for us: another branch, or an installation that no team has.
    const pushed = await step.run('find-team', async () => {
      const { installationId, repositoryId, isDefaultBranch } = await readPush(deliveries, deliveryId)
      if (!isDefaultBranch || installationId === null) return null
      const installation = await findInstallation(db, installationId)
      if (installation?.status !== 'active' || installation.teamId === null) return null
      return { teamId: installation.teamId, installationId, repositoryId }
    })

    if (pushed) {
      const id = `repository-pushed:${deliveryId}#${announcement}`
      await step.sendEvent(
        'announce-push',
        repositoryPushed.create({ ...pushed, deliveryId, announcement }, { id }),
      )
    }
    const outcome = pushed ? 'handled' : 'not_handled'
    await step.run('settle-delivery', () =>
      deliveries.settle(deliveryId, 'handle-push', outcome, runId, { announcement }),
    )
    return { outcome }
  },
)

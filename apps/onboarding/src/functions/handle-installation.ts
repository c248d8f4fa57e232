import { saveInstallation } from '@repo/db/installations'
import { githubWebhookReceived } from '@repo/events/github'
import { installationChanged } from '@repo/events/installation'
import { inngest } from '../inngest.ts'
import { readInstallation } from '../read-installation.ts'

/** Keeps what GitHub says of an installation of our App. Leans on `as_of`: older news changes nothing. */
export const handleInstallation = inngest.createFunction(
  {
    id: 'handle-installation',
    triggers: [{ event: githubWebhookReceived, if: "event.data.type.startsWith('installation.')" }],
    retries: 4,
    concurrency: 10,
    idempotency: "event.data.deliveryId + '#' + string(event.data.announcement)",
    onFailure: async ({ event, error, step, deliveries }) => {
      const { deliveryId, announcement } = event.data.event.data
      const runId = event.data.run_id
      await step.run('settle-failed', () =>
        deliveries.settle(deliveryId, 'handle-installation', 'failed', runId, {
          announcement,
          reason: error.message,
        }),
      )
    },
  },
  async ({ event, step, runId, db, deliveries }) => {
    const { deliveryId, announcement } = event.data
    const installationId = await step.run('save-installation', async () => {
      const installation = await readInstallation(deliveries, deliveryId)
      await saveInstallation(db, installation)
      return installation.id
    })
    const id = `installation-changed:${deliveryId}#${announcement}`
    await step.sendEvent('announce-change', installationChanged.create({ installationId }, { id }))
    await step.run('settle-delivery', () =>
      deliveries.settle(deliveryId, 'handle-installation', 'handled', runId, { announcement }),
    )
  },
)

import { repositoryPushed } from '@repo/events/repository'
import { NonRetriableError } from 'inngest'
import { documentDeletedEvent } from '../announce-removal.ts'
import { documentUploadedEvent } from '../announce-document.ts'
import { inngest, indexConcurrency } from '../inngest.ts'
import { fetchChanges } from '../fetch-changes.ts'
import { readPush } from '../read-push.ts'
import { listPushChanges } from '../list-push-changes.ts'

const BATCH = 20

/** Brings the changed files of a push into the team's documents. Leans on `as_of`: what an older push says changes nothing. */
export const indexPushedFiles = inngest.createFunction(
  {
    id: 'index-pushed-files',
    triggers: [repositoryPushed],
    retries: 4,
    // The pushes of one repository in turn.
    concurrency: [{ limit: indexConcurrency }, { key: 'event.data.repositoryId', limit: 1 }],
    idempotency: "event.data.deliveryId + '#' + string(event.data.announcement)",
    onFailure: async ({ event, error, step, deliveries }) => {
      const { deliveryId, announcement } = event.data.event.data
      const runId = event.data.run_id
      await step.run('settle-failed', () =>
        deliveries.settle(deliveryId, 'index-pushed-files', 'failed', runId, {
          announcement,
          reason: error.message,
        }),
      )
    },
  },
  async ({ event, step, db, files, deliveries, indexOf, github, now }) => {
    const { deliveryId, teamId, installationId } = event.data
    const places = () => ({ db, files, indexOf, teamId, github: github(installationId) })

    const { changes, isComplete } = await step.run('list-changes', async () =>
      listPushChanges(places(), await readPush(deliveries, deliveryId)),
    )

    const lost: string[] = []
    for (let from = 0; from < changes.length; from += BATCH) {
      const batch = changes.slice(from, from + BATCH)
      const first = batch[0]?.path
      const { touched, notGiven } = await step.run(`fetch-files-${first}`, async () =>
        fetchChanges(places(), await readPush(deliveries, deliveryId), batch, now()),
      )

      // Those that GitHub did not give are tried again on their own, so that they hold up nobody.
      const again = await Promise.allSettled(
        notGiven.map(({ path, isRemoved }) =>
          step.run(`fetch-file-${path}`, async () =>
            fetchChanges(places(), await readPush(deliveries, deliveryId), [{ path, isRemoved }], now()),
          ),
        ),
      )
      for (const outcome of again) {
        if (outcome.status === 'fulfilled') touched.push(...outcome.value.touched)
        else lost.push(String(outcome.reason instanceof Error ? outcome.reason.message : outcome.reason))
      }

      const events = [
        ...touched.filter(({ status }) => status === 'uploaded').map(documentUploadedEvent),
        ...touched.filter(({ status }) => status === 'deleted').map(documentDeletedEvent),
      ]
      if (events.length > 0) await step.sendEvent(`announce-documents-${first}`, events)
    }
    // The rest is indexed; the delivery says what is missing, and its replay fetches that.
    if (lost.length > 0) {
      throw new NonRetriableError(`${lost.length} of ${changes.length} files are missing: ${lost[0]}`)
    }
    if (!isComplete) {
      throw new NonRetriableError('GitHub lists not all files of the repository: dropped ones may be found')
    }
    return { files: changes.length }
  },
)

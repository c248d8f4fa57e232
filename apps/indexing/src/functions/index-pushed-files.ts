import { repositoryPushed } from '@repo/events/repository'
import { documentDeletedEvent } from '../announce-removal.ts'
import { documentUploadedEvent } from '../announce-document.ts'
import { inngest, indexConcurrency } from '../inngest.ts'
import { indexPushedFile } from '../index-pushed-file.ts'
import { readPush } from '../read-push.ts'
import { listChanges } from '../rules/list-changes.ts'

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

    const changes = await step.run('list-changes', async () => {
      const { commits } = await readPush(deliveries, deliveryId)
      return listChanges(commits)
    })

    for (let from = 0; from < changes.length; from += BATCH) {
      const batch = changes.slice(from, from + BATCH)
      const first = batch[0]?.path
      const documents = await step.run(`fetch-files-${first}`, async () => {
        const push = await readPush(deliveries, deliveryId)
        const places = { db, files, indexOf, teamId, github: github(installationId) }
        const touched = []
        for (const change of batch) touched.push(await indexPushedFile(places, push, change, now()))
        return touched.flatMap((document) => (document ? [pick(document)] : []))
      })
      const events = [
        ...documents.filter(({ status }) => status === 'uploaded').map(documentUploadedEvent),
        ...documents.filter(({ status }) => status === 'deleted').map(documentDeletedEvent),
      ]
      if (events.length > 0) await step.sendEvent(`announce-documents-${first}`, events)
    }
    return { files: changes.length }
  },
)

type Touched = Parameters<typeof documentUploadedEvent>[0] & { status: string }

const pick = ({ id, teamId, version, status }: Touched): Touched => ({ id, teamId, version, status })

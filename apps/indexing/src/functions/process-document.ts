import { startIndexing } from '@repo/db/documents'
import { documentIndexed, documentIndexFailed, documentUploaded } from '@repo/events/document'
import { failDocument } from '../fail-document.ts'
import { embedPassages } from '../embed-passages.ts'
import { readText } from '../read-text.ts'
import { indexConcurrency, inngest, teamConcurrency } from '../inngest.ts'
import type { ExtractedText } from '../rules/passage.ts'
import { cutPassages } from '../cut-passages.ts'
import type { IndexedPassage } from '../search/index-store.ts'
import { writeVectors } from '../search/vector-file.ts'
import { storePassages } from '../store-passages.ts'
import { workFiles } from '../work-files.ts'

// About ten seconds of CPU.
const BATCH = 128

/** Takes a document from its upload to the index. Leans on versions: work for one that is no longer the newest changes nothing. */
export const processDocument = inngest.createFunction(
  {
    id: 'process-document',
    triggers: [documentUploaded],
    retries: 2,
    concurrency: [{ limit: indexConcurrency }, { key: 'event.data.teamId', limit: teamConcurrency }],
    idempotency: "event.data.documentId + '#' + string(event.data.version)",
    onFailure: async ({ event, error, step, db, files, indexOf, now }) => {
      const { documentId, teamId, version } = event.data.event.data
      // Only a broken rule of ours is final, and only its words are meant for the team.
      const isUnreadable = error.name === 'NonRetriableError'
      const reason = isUnreadable ? error.message : 'something broke on our side; try it again'
      await step.run('fail-document', async () => {
        await failDocument({ db, indexOf }, documentId, { version, reason, isUnreadable }, now())
        await workFiles(files, documentId, version).removeAll()
      })
      const id = `document-index-failed:${documentId}#${version}`
      const failure = documentIndexFailed.create({ documentId, teamId, version, reason }, { id })
      await step.sendEvent('announce-failure', failure)
    },
  },
  async ({ event, step, db, files, indexOf, embedder, now }) => {
    const { documentId, teamId, version } = event.data
    const work = workFiles(files, documentId, version)

    const textKey = await step.run('extract-text', async () => {
      const document = await startIndexing(db, documentId, version, now())
      if (!document) return null
      return work.putJson('text.json', await readText(files, document))
    })
    if (textKey === null) return { status: 'superseded' }

    const passages = await step.run('chunk-text', async () => {
      const cut = cutPassages(await work.getJson<ExtractedText>(textKey), await embedder())
      return { key: await work.putJson('passages.json', cut), count: cut.length }
    })

    const vectorKeys: string[] = []
    for (let from = 0; from < passages.count; from += BATCH) {
      const key = await step.run(
        from === 0 ? 'generate-embeddings' : `generate-embeddings-${from}`,
        async () => {
          const all = await work.getJson<IndexedPassage[]>(passages.key)
          const vectors = await embedPassages(await embedder(), all.slice(from, from + BATCH))
          return work.put(`vectors-${from}.bin`, writeVectors(vectors))
        },
      )
      vectorKeys.push(key)
    }

    const isStored = await step.run('store-vectors', () =>
      storePassages(
        { db, work, indexOf },
        { documentId, version, passagesKey: passages.key, vectorKeys },
        now(),
      ),
    )

    if (isStored) {
      const id = `document-indexed:${documentId}#${version}`
      await step.sendEvent(
        'announce-indexed',
        documentIndexed.create({ documentId, teamId, version }, { id }),
      )
    }
    await step.run('remove-work-files', () => work.removeAll())
    return isStored ? { status: 'indexed', passages: passages.count } : { status: 'superseded' }
  },
)

import { env } from 'cloudflare:workers'
import { runInDurableObject } from 'cloudflare:test'
import { findDocument } from '@repo/db/documents'
import { stubOutside } from '@repo/testing/outside-world'
import { describe, expect, it } from 'vitest'
import { aDocument, anIndexedDocument, process, search, show, uploaded } from '../../test/a-document.ts'
import { aPdf } from '@repo/testing/a-pdf'
import { aReport } from '../../test/a-report.ts'
import { db, explore } from '../../test/run.ts'

const STEPS = [
  'extract-text',
  'chunk-text',
  'generate-embeddings',
  'store-vectors',
  'announce-indexed',
  'remove-work-files',
]

const workOf = async (id: string) => (await env.FILES.list({ prefix: `work/${id}/` })).objects

/** Otters and badgers are alike enough to be found for each other. */
const snippets = async (authorization: string, query: string) =>
  (await search(authorization, query)).map(({ snippet }) => snippet)

async function removeFiles(teamId: string): Promise<void> {
  const { objects } = await env.FILES.list({ prefix: `files/${teamId}/` })
  await env.FILES.delete(objects.map(({ key }) => key))
}

/** All rows of a team's index. */
const rowsOf = (teamId: string) =>
  runInDurableObject(env.SEARCH.getByName(teamId), (_, { storage: { sql } }) => ({
    documents: sql.exec('SELECT * FROM documents').toArray(),
    passages: sql.exec('SELECT * FROM passages').toArray(),
    words: sql.exec('SELECT rowid, body, heading FROM words').toArray(),
    segments: sql
      .exec('SELECT first_passage, document_id, model, dimensions, hex(vectors) AS vectors FROM segments')
      .toArray(),
  }))

describe('a document', () => {
  it('goes from its upload to the index, and leaves nothing of the work behind', async () => {
    const { events } = stubOutside()
    const document = await aDocument({
      name: 'notes.md',
      body: '# Otters\n\nThey hold hands.\n\n# Boats\n\nThey float.',
    })

    const { steps, output } = await process(document)

    expect(output).toEqual({ status: 'indexed', passages: 2 })
    expect(Object.keys(steps)).toEqual(STEPS)
    expect(await show(document)).toMatchObject({ status: 'indexed', error: null, chunkCount: 2 })
    expect(await workOf(document.id)).toEqual([])
    expect(events.at(-1)).toMatchObject({ name: 'document/indexed', id: `document-indexed:${document.id}#1` })
  })

  it('hands references from step to step, never text', async () => {
    stubOutside()
    const document = await aDocument({ body: `It says ${'flamingo'.repeat(4)}.` })
    const remembered: [name: string, output: unknown][] = []

    await process(document, { onStep: (name, _, output) => void remembered.push([name, output]) })

    const work = `work/${document.id}/1`
    expect(remembered).toEqual([
      ['extract-text', `${work}/text.json`],
      ['chunk-text', { key: `${work}/passages.json`, count: 1 }],
      ['generate-embeddings', `${work}/vectors-0.bin`],
      ['store-vectors', true],
      ['announce-indexed', { ids: [`document-indexed:${document.id}#1`] }],
      ['remove-work-files', null],
    ])
  })

  it('of fourteen pages is found, page by page', async () => {
    stubOutside()
    const { authorization, ...document } = await anIndexedDocument({
      name: 'report.pdf',
      body: aPdf(aReport(14)),
    })

    const [best] = await search(authorization, 'flamingo number nine')

    expect(best).toMatchObject({ documentId: document.id, position: { page: 9 } })
    expect(best?.snippet).toContain('flamingo')
  }, 60_000)

  it('is found on the page that says it, however little its pages say', async () => {
    stubOutside()
    const pages = Array.from({ length: 5 }, (_, i) => `The bridge at kilometre ${(i + 1) * 7} was measured.`)
    const { authorization } = await anIndexedDocument({ name: 'survey.pdf', body: aPdf(pages) })

    const [best] = await search(authorization, 'kilometre 28')

    expect(best).toMatchObject({ snippet: pages[3], position: { page: 4 } })
  })

  it('is embedded in batches where it is long', async () => {
    stubOutside()
    const body = Array.from(
      { length: 140 },
      (_, i) => `# Part ${i}\n\nWhat part ${i} says about itself, and that is all of it.`,
    ).join('\n\n')
    const document = await aDocument({ body })

    const { steps } = await process(document)

    expect(steps).toMatchObject({ 'generate-embeddings': 1, 'generate-embeddings-128': 1 })
    const [best] = await search(document.authorization, 'part 139')
    expect(best?.position.heading).toEqual(['Part 139'])
  }, 60_000)
})

describe('a crash', () => {
  it('of a copy of the run takes nothing from a document that is indexed', async () => {
    stubOutside()
    const document = await anIndexedDocument()
    await removeFiles(document.teamId)

    await process(document)

    expect(await show(document)).toMatchObject({ status: 'indexed', error: null })
  })

  it('anywhere on the way to its failure ends in the same row and the same index', async () => {
    const exploration = await explore({
      functions: ['process-document'],
      async setup(engine) {
        stubOutside()
        const document = await aDocument({ body: 'GIF89a\u0000' })
        stubOutside(engine)
        return document
      },
      play: (engine, document) => engine.send(uploaded(document)),
      async check(document, engine) {
        expect(await show(document)).toMatchObject({
          status: 'failed',
          error: expect.stringContaining('GIF'),
        })
        // The index knows of the version too, so that no older one comes back.
        expect((await rowsOf(document.teamId)).documents).toMatchObject([{ version: 1 }])
        expect(await workOf(document.id)).toEqual([])
        const announced = engine.events.list({ name: 'document/index.failed' }).map(({ id }) => id)
        expect(new Set(announced)).toEqual(new Set([`document-index-failed:${document.id}#1`]))
      },
    })

    expect(exploration).toHaveSurvived()
  }, 120_000)

  it('anywhere ends in the same rows and the same index', async () => {
    stubOutside()
    const body = '# Otters\n\nThey hold hands.'
    const undisturbed = await same(await anIndexedDocument({ body }))

    const exploration = await explore({
      functions: ['process-document'],
      async setup(engine) {
        stubOutside()
        const document = await aDocument({ body })
        stubOutside(engine)
        return document
      },
      play: (engine, document) => engine.send(uploaded(document)),
      async check(document, engine) {
        expect(await same(document)).toEqual(undisturbed)
        expect(await workOf(document.id)).toEqual([])
        const announced = engine.events.list({ name: 'document/indexed' }).map(({ id }) => id)
        expect(new Set(announced)).toEqual(new Set([`document-indexed:${document.id}#1`]))
      },
    })

    expect(exploration).toHaveSurvived()
  }, 120_000)

  /** What there is of a document, without what tells it from another. */
  async function same({ id, teamId }: { id: string; teamId: string }) {
    const text = JSON.stringify({ row: await findDocument(db, id), index: await rowsOf(teamId) })
    return JSON.parse(text.replaceAll(id, 'doc').replaceAll(teamId, 'team'), (key, value: unknown) =>
      ['createdAt', 'updatedAt', 'asOf'].includes(key) ? undefined : value,
    )
  }
})

describe('a new version', () => {
  it('takes the place of the old one', async () => {
    stubOutside()
    const old = await anIndexedDocument({ body: 'Otters hold hands.' })

    const { authorization } = await anIndexedDocument({ team: old, body: 'Badgers dig setts.' })

    expect(await snippets(authorization, 'otters')).toEqual(['Badgers dig setts.'])
  })

  it('is not overwritten by the old one, which ends late', async () => {
    stubOutside()
    const old = await aDocument({ body: 'Otters hold hands.' })

    const late = await process(old, {
      onStep: async (name, tried) => {
        if (name === 'generate-embeddings' && tried === 0) {
          await anIndexedDocument({ team: old, body: 'Badgers dig setts.' })
        }
      },
    })

    expect(late.output).toEqual({ status: 'superseded' })
    expect(await snippets(old.authorization, 'otters')).toEqual(['Badgers dig setts.'])
    expect(await show(old)).toMatchObject({ status: 'indexed', version: 2 })
  })

  it('leaves no work to the old one, which begins late', async () => {
    stubOutside()
    const old = await aDocument({ body: 'Otters hold hands.' })
    await anIndexedDocument({ team: old, body: 'Badgers dig setts.' })

    const { output, steps } = await process(old)

    expect(output).toEqual({ status: 'superseded' })
    expect(Object.keys(steps)).toEqual(['extract-text'])
  })
})

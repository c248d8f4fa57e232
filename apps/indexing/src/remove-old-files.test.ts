import { env } from 'cloudflare:workers'
import { findDocument } from '@repo/db/documents'
import { stubOutside } from '@repo/testing/outside-world'
import { expect, it } from 'vitest'
import { aDocument } from '../test/a-document.ts'
import { db } from '../test/run.ts'
import { fileKey, filesOf } from './file-key.ts'
import { removeOldFiles } from './remove-old-files.ts'

const A_MINUTE_MS = 60_000

/** A document with its bytes and those of another version, put just now. */
async function aDocumentWithTwoFiles() {
  stubOutside()
  const document = await findDocument(db, (await aDocument()).id)
  if (!document) throw new Error('the document is not there')
  const [current, other] = [fileKey(document), fileKey({ ...document, sha256: 'other' })]
  await env.FILES.put(other, 'Other otters.')
  const left = async () => (await env.FILES.list({ prefix: filesOf(document) })).objects.map(({ key }) => key)
  return { document, current, other, left }
}
const later = () => new Date(Date.now() + A_MINUTE_MS)
const earlier = () => new Date(Date.now() - A_MINUTE_MS)

it('takes what was there before the document changed', async () => {
  const { document, current, left } = await aDocumentWithTwoFiles()

  await removeOldFiles(env.FILES, { ...document, updatedAt: later() })

  expect(await left()).toEqual([current])
})

it('leaves what came since to the upload that brought it', async () => {
  const { document, current, other, left } = await aDocumentWithTwoFiles()

  await removeOldFiles(env.FILES, { ...document, updatedAt: earlier() })

  expect((await left()).toSorted()).toEqual([current, other].toSorted())
})

it('takes all that a deleted document had, and spares what brings it back', async () => {
  const { document, other, left } = await aDocumentWithTwoFiles()
  const deleted = { ...document, status: 'deleted' } as const

  await removeOldFiles(env.FILES, { ...deleted, updatedAt: earlier() })
  expect(await left()).toContain(other)

  await removeOldFiles(env.FILES, { ...deleted, updatedAt: later() })
  expect(await left()).toEqual([])
})

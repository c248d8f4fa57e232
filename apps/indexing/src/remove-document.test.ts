import { env } from 'cloudflare:workers'
import { stubOutside } from '@repo/testing/outside-world'
import { describe, expect, it } from 'vitest'
import { aDocument, anIndexedDocument, process, search, show } from '../test/a-document.ts'
import { call } from '../test/call.ts'

const filesOf = async (teamId: string) => (await env.FILES.list({ prefix: `files/${teamId}/` })).objects

describe('DELETE /v1/documents/:id', () => {
  const remove = (document: { id: string; authorization: string }) =>
    call(`/v1/documents/${document.id}`, { ...document, method: 'DELETE' })

  it('takes the document out of every answer, and its bytes out of R2', async () => {
    stubOutside()
    const document = await anIndexedDocument()

    const response = await remove(document)

    expect(response.status).toBe(204)
    expect(await search(document.authorization, 'otters')).toEqual([])
    expect((await call(`/v1/documents/${document.id}`, document)).status).toBe(404)
    expect(await (await call('/v1/documents', document)).json()).toEqual({ documents: [], next: null })
    expect(await filesOf(document.teamId)).toEqual([])
  })

  it('may be repeated', async () => {
    stubOutside()
    const document = await anIndexedDocument()

    await remove(document)

    expect((await remove(document)).status).toBe(204)
  })

  it('is not undone by what was under way', async () => {
    stubOutside()
    const document = await aDocument()

    await process(document, {
      onStep: async (name) => {
        if (name === 'generate-embeddings') await remove(document)
      },
    })

    expect(await search(document.authorization, 'otters')).toEqual([])
    expect((await call(`/v1/documents/${document.id}`, document)).status).toBe(404)
  })

  it('leaves the bytes to another document that has the same', async () => {
    stubOutside()
    const document = await aDocument({ name: 'one.txt' })
    const other = await aDocument({ team: document, name: 'other.txt' })

    await remove(document)

    expect(await process(other)).toMatchObject({ status: 'completed' })
  })

  it('lets the same file come back', async () => {
    stubOutside()
    const document = await anIndexedDocument()
    await remove(document)

    const back = await anIndexedDocument({ team: document })

    expect(back).toMatchObject({ id: document.id, version: 3 })
    expect(await show(back)).toMatchObject({ status: 'indexed' })
    expect(await search(document.authorization, 'otters')).toMatchObject([{ documentId: document.id }])
  })
})

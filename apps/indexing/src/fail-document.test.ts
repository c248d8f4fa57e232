import { env } from 'cloudflare:workers'
import { aPdf } from '@repo/testing/a-pdf'
import { stubOutside } from '@repo/testing/outside-world'
import { describe, expect, it } from 'vitest'
import { aDocument, anIndexedDocument, process, search, show } from '../test/a-document.ts'

const workOf = async (id: string) => (await env.FILES.list({ prefix: `work/${id}/` })).objects

async function removeFiles(teamId: string): Promise<void> {
  const { objects } = await env.FILES.list({ prefix: `files/${teamId}/` })
  await env.FILES.delete(objects.map(({ key }) => key))
}

describe('a new version', () => {
  it('that nobody can read takes the old one out, and says why', async () => {
    stubOutside()
    const old = await anIndexedDocument({ body: 'Otters hold hands.' })

    await process(await aDocument({ team: old, body: aPdf(['']) }))

    expect(await show(old)).toMatchObject({
      status: 'failed',
      version: 2,
      error: expect.stringContaining('scan'),
      chunkCount: 0,
    })
    expect(await search(old.authorization, 'otters')).toEqual([])
  })

  it('that fails for a reason of ours leaves what was found of the old one', async () => {
    stubOutside()
    const old = await anIndexedDocument({ body: 'Otters hold hands.' })
    const broken = await aDocument({ team: old, body: 'Badgers dig setts.' })

    const { status, steps } = await process(broken, {
      onStep: async (name) => {
        if (name === 'extract-text') await env.FILES.delete(`work/${broken.id}/2/text.json`)
      },
    })

    expect({ status, steps }).toEqual({ status: 'failed', steps: { 'extract-text': 1, 'chunk-text': 3 } })
    expect(await show(old)).toMatchObject({
      status: 'failed',
      error: 'something broke on our side; try it again',
      chunkCount: 1,
    })
    expect(await search(old.authorization, 'otters')).toHaveLength(1)
  })
})

describe('a file that nobody can read', () => {
  it.each([
    ['an encrypted PDF', aPdf(['Secret.'], { isEncrypted: true }), 'encrypted'],
    ['a damaged PDF', aPdf(['Torn.']).slice(0, 300), 'damaged'],
    ['what only says that it is a PDF', '%PDF-1.7 not really', 'damaged'],
    ['a PDF of images', aPdf(['', '']), 'no text'],
    ['a page of nothing but scripts', '<!doctype html><script>alert("otters")</script>', 'no text'],
  ])('ends with a reason, at once: %s', async (_, body, reason) => {
    const { events } = stubOutside()
    const document = await aDocument({ name: 'file.pdf', body })

    const { status, steps } = await process(document)

    expect({ status, steps }).toEqual({ status: 'failed', steps: { 'extract-text': 1 } })
    expect(await show(document)).toMatchObject({ status: 'failed', error: expect.stringContaining(reason) })
    expect(events.at(-1)).toMatchObject({ name: 'document/index.failed', data: { documentId: document.id } })
    expect(await workOf(document.id)).toEqual([])
  })

  it('says so when its bytes are gone', async () => {
    stubOutside()
    const document = await aDocument()
    await removeFiles(document.teamId)

    await process(document)

    expect(await show(document)).toMatchObject({
      status: 'failed',
      error: 'the file is gone: upload it again',
    })
  })
})

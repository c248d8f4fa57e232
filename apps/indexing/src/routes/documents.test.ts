import { env } from 'cloudflare:workers'
import { aTeam } from '@repo/testing/a-team'
import { stubOutside } from '@repo/testing/outside-world'
import { describe, expect, it, vi } from 'vitest'
import { aDocument, anIndexedDocument, process, show, upload } from '../../test/a-document.ts'
import { aPdf } from '@repo/testing/a-pdf'
import { call } from '../../test/call.ts'
import { db } from '../../test/run.ts'

const filesOf = async (teamId: string) => (await env.FILES.list({ prefix: `files/${teamId}/` })).objects

describe('POST /v1/documents', () => {
  it('stores the file, then announces it', async () => {
    const { events } = stubOutside()
    const { teamId, authorization } = await aTeam(db)

    const response = await upload(authorization, 'otters.txt', 'Otters.')

    const shown = await response.json<{ id: string }>()
    expect(response.status).toBe(202)
    expect(response.headers.get('location')).toBe(`/v1/documents/${shown.id}`)
    expect(shown).toMatchObject({ name: 'otters.txt', status: 'uploaded', sizeBytes: 7, version: 1 })
    const [file] = await filesOf(teamId)
    expect(await (await env.FILES.get(file?.key ?? ''))?.text()).toBe('Otters.')
    await vi.waitFor(() =>
      expect(events).toMatchObject([
        { id: `document-uploaded:${shown.id}#1`, data: { documentId: shown.id, teamId, version: 1 } },
      ]),
    )
  })

  it('knows the same bytes under the same name again, and makes no new work of them', async () => {
    stubOutside()
    const first = await anIndexedDocument({ name: 'same.txt' })

    const again = await aDocument({ team: first, name: 'same.txt' })

    expect(again).toMatchObject({ id: first.id, version: 1, status: 'indexed' })
  })

  it('announces a document that still waits again, under the same id', async () => {
    const { events } = stubOutside()
    const first = await aDocument()

    await aDocument({ team: first })

    await vi.waitFor(() => expect(events).toHaveLength(2))
    expect(new Set(events.map(({ id }) => id)).size).toBe(1)
  })

  it('makes a new version of other bytes under the same name', async () => {
    stubOutside()
    const first = await aDocument({ body: 'Old.' })

    expect(await aDocument({ team: first, body: 'New.' })).toMatchObject({ id: first.id, version: 2 })
  })

  it('keeps the bytes of what is there now, and none of what it replaced', async () => {
    stubOutside()
    const first = await aDocument({ body: 'Old.' })

    await aDocument({ team: first, body: 'New.' })

    const files = await filesOf(first.teamId)
    expect(files).toHaveLength(1)
    expect(await (await env.FILES.get(files[0]?.key ?? ''))?.text()).toBe('New.')
  })

  it('keeps files of the same name apart by team', async () => {
    stubOutside()

    const [one, other] = [await aDocument(), await aDocument()]

    expect(one.id).not.toBe(other.id)
  })

  it.each([
    ['a PDF', aPdf(['Hello.']), 'application/pdf'],
    ['HTML', '<!doctype html><p>Hello.', 'text/html'],
    ['Markdown', '# Hello\n\nYou.', 'text/markdown'],
    ['text', 'Hello.', 'text/plain'],
  ])('knows %s by its content, whatever it is called', async (_, body, contentType) => {
    stubOutside()

    expect(await aDocument({ name: 'picture.png', body })).toMatchObject({ contentType })
  })

  it('takes the file of a form, with its name', async () => {
    stubOutside()
    const { authorization } = await aTeam(db)
    const body = new FormData()
    body.set('file', new File(['# Otters'], 'otters.md', { type: 'text/markdown' }))

    const response = await call('/v1/documents', { authorization, method: 'POST', body })

    expect(await response.json()).toMatchObject({ name: 'otters.md', contentType: 'text/markdown' })
  })

  it('takes the name from a header', async () => {
    stubOutside()
    const { authorization } = await aTeam(db)
    const headers = { 'x-document-name': 'from-header.txt' }

    const response = await call('/v1/documents', { authorization, method: 'POST', headers, body: 'Hello.' })

    expect(await response.json()).toMatchObject({ name: 'from-header.txt' })
  })

  it.each([
    ['an image', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), /PNG.*PDF, HTML, Markdown/],
    ['nothing', '', /empty/],
    ['blanks', ' \n ', /empty/],
    ['Latin-1', new Uint8Array([0x63, 0x61, 0x66, 0xe9]), /UTF-8/],
  ])('takes %s for a document whose status says that nobody can read it', async (_, body, reason) => {
    stubOutside()
    const document = await aDocument({ name: 'file.pdf', body })
    expect(document).toMatchObject({ status: 'uploaded', contentType: 'application/octet-stream' })

    await process(document)

    expect(await show(document)).toMatchObject({ status: 'failed', error: expect.stringMatching(reason) })
  })

  it('refuses more than 20 MB', async () => {
    const { teamId, authorization } = await aTeam(db)

    const response = await upload(authorization, 'file.pdf', new Uint8Array(20 * 1024 * 1024 + 1))

    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({ field: 'file', limit: '20971520 bytes' })
    expect(await filesOf(teamId)).toEqual([])
  })

  it('keeps no more than 20 MB of a body that does not say how long it is, and lets its sender end', async () => {
    const { authorization } = await aTeam(db)
    const part = new Uint8Array(1024 * 1024)
    let sent = 0
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1
        if (sent > 30) controller.close()
        else controller.enqueue(part)
      },
    })

    const response = await upload(authorization, 'file.pdf', endless)

    expect(response.status).toBe(413)
    expect(sent).toBe(31)
    expect(await response.json()).toMatchObject({ field: 'file', limit: '20971520 bytes' })
  })

  it('keeps a name on one line', async () => {
    stubOutside()

    expect(await aDocument({ name: 'a\r\nb\u2028c.md' })).toMatchObject({ name: 'a b c.md' })
  })

  it('needs a token that may write', async () => {
    const { authorization } = await aTeam(db, { scopes: ['documents:read'] })

    expect((await upload(authorization, 'a.txt', 'Hello.')).status).toBe(403)
  })
})

describe('GET /v1/documents', () => {
  it('lists the team’s own', async () => {
    stubOutside()
    const team = await aTeam(db)
    const mine = await aDocument({ team })
    await aDocument()

    const response = await call('/v1/documents', team)

    expect(await response.json()).toMatchObject({ documents: [{ id: mine.id }], next: null })
  })

  it.each([
    ['GET', ''],
    ['DELETE', ''],
    ['POST', '/retry'],
  ])('does not know another team’s document, and leaves it as it is: %s %s', async (method, path) => {
    stubOutside()
    const theirs = await anIndexedDocument()
    const { authorization } = await aTeam(db)

    const response = await call(`/v1/documents/${theirs.id}${path}`, { authorization, method })

    expect(response.status).toBe(404)
    expect(await show(theirs)).toMatchObject({ status: 'indexed', version: 1 })
  })
})

describe('POST /v1/documents/:id/retry', () => {
  it('lets a failed document be indexed anew', async () => {
    const { events } = stubOutside()
    const document = await aDocument({ body: aPdf(['Hello.']).slice(0, 200) })
    await process(document)

    const response = await call(`/v1/documents/${document.id}/retry`, { ...document, method: 'POST' })

    expect(response.status).toBe(202)
    expect(await response.json()).toMatchObject({ status: 'uploaded', error: null, version: 2 })
    await vi.waitFor(() => expect(events.at(-1)?.id).toBe(`document-uploaded:${document.id}#2`))
  })
})

import { aTeam } from '@repo/testing/a-team'
import type { RunOptions } from '@repo/testing/run-function'
import { call } from './call.ts'
import { db, run } from './run.ts'

type Team = { teamId: string; authorization: string }
type Given = { team?: Team; name?: string; body?: BodyInit }

export type Shown = {
  id: string
  name: string
  contentType: string
  status: string
  error: string | null
  chunkCount: number
  version: number
}

export type Hit = {
  documentId: string
  name: string
  snippet: string
  score: number
  position: { page: number | null; heading: string[]; start: number; end: number }
}

/** A document that was uploaded by a team and not looked at yet. */
export async function aDocument({ team, name = 'notes.txt', body = 'Some notes about otters.' }: Given = {}) {
  const { teamId, authorization } = team ?? (await aTeam(db))
  const posted = await upload(authorization, name, body)
  if (posted.status !== 202) throw new Error(`the upload was answered ${posted.status}`)
  return { teamId, authorization, ...(await posted.json<Shown>()) }
}

/** A document that can be found. */
export async function anIndexedDocument(given: Given = {}) {
  const document = await aDocument(given)
  const { status, error } = await process(document)
  if (status !== 'completed') throw new Error(`indexing failed: ${error?.message}`)
  return document
}

export const upload = (authorization: string, name: string, body: BodyInit) =>
  call(`/v1/documents?name=${encodeURIComponent(name)}`, { authorization, method: 'POST', body })

type Announced = { id: string; teamId: string; version: number }

/** What announces a document as it was uploaded last. */
export const uploaded = ({ id: documentId, teamId, version }: Announced) => ({
  name: 'document/uploaded',
  data: { documentId, teamId, version },
})

/** Runs `process-document` for a document as it was announced last. */
export const process = (document: Announced, more: Partial<RunOptions> = {}) =>
  run('process-document', uploaded(document), more)

export const show = async (document: { id: string; authorization: string }): Promise<Shown> =>
  (await call(`/v1/documents/${document.id}`, document)).json()

export async function search(authorization: string, query: string): Promise<Hit[]> {
  const response = await call(`/v1/search?q=${encodeURIComponent(query)}`, { authorization })
  return (await response.json<{ results: Hit[] }>()).results
}

import { findDocument } from '@repo/db/documents'
import type { Document } from '@repo/db/schema'
import { documentId } from './document-id.ts'
import type { GitHub } from './github.ts'
import type { Push } from './read-push.ts'
import { type RemovalPlaces, removeDocument } from './remove-document.ts'
import { type Change, promisedType } from './rules/list-changes.ts'
import { recogniseContent } from './rules/recognise-content.ts'
import { storeDocument } from './store-document.ts'

export type PushPlaces = RemovalPlaces & { github: GitHub; teamId: string }

/** Brings one file of a push into the team's documents, or takes it out; undefined where there was nothing to take out. */
export async function indexPushedFile(
  places: PushPlaces,
  push: Push,
  { path, isRemoved }: Change,
  now: Date,
): Promise<Document | undefined> {
  const { teamId } = places
  const file = { teamId, source: `github:${push.repository}/${path}`, name: path, asOf: push.pushedAt }
  const id = await documentId(file)
  const bytes = isRemoved ? null : await readNewest(places, push, path, id)
  if (bytes === null) return removeDocument(places, id, push.pushedAt, now)

  const recognised = recogniseContent(new Uint8Array(bytes))
  // One that is not what its name promises is stored too: its status then says so.
  const contentType =
    'contentType' in recognised ? recognised.contentType : (promisedType(path) ?? 'text/plain')
  return storeDocument(places, { ...file, contentType, bytes }, now)
}

/** GitHub tells the second of a push. Where another push of that second was here before, only the branch knows which is newer. */
async function readNewest(
  { db, github }: PushPlaces,
  { repository, branch, commit, pushedAt }: Push,
  path: string,
  id: string,
): Promise<ArrayBuffer | null> {
  const pushed = await github.readFile(repository, path, commit)
  const stored = await findDocument(db, id)
  if (stored?.asOf.getTime() !== pushedAt.getTime()) return pushed
  return (await github.readFile(repository, path, branch)) ?? pushed
}

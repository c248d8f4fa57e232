import { addTombstone, findDocument } from '@repo/db/documents'
import type { Document } from '@repo/db/schema'
import { documentId } from './document-id.ts'
import type { GitHub, RepositoryFile } from './github.ts'
import type { Push } from './read-push.ts'
import { type RemovalPlaces, removeDocument } from './remove-document.ts'
import { cleanName } from './rules/clean-name.ts'
import type { Change } from './rules/list-changes.ts'
import { recogniseContent } from './rules/recognise-content.ts'
import { storeDocument } from './store-document.ts'

export type PushPlaces = RemovalPlaces & { github: GitHub; teamId: string }

export const sourceOf = (repository: string, path: string) => `github:${repository}/${path}`

/**
 * Brings one file of a push into the team's documents, or takes it out; undefined where there was nothing to take out. A file that we
 * cannot index is stored as well, so that its status says why, and what it said before is no longer found.
 */
export async function indexPushedFile(
  places: PushPlaces,
  push: Push,
  change: Change,
  now: Date,
): Promise<Document | undefined> {
  const { teamId } = places
  const { path } = change
  const source = sourceOf(push.repository, path)
  const name = cleanName(path)
  const id = await documentId({ teamId, source, name })
  const content = await readNewest(places, push, change, id)
  if (content === 'gone') {
    const isUnknown = await addTombstone(places.db, { id, teamId, source, name, asOf: push.pushedAt }, now)
    return isUnknown ? undefined : removeDocument(places, id, push.pushedAt, now)
  }

  const bytes = content === 'too_large' ? undefined : content
  const recognised = bytes && recogniseContent(new Uint8Array(bytes))
  const contentType =
    recognised && 'contentType' in recognised ? recognised.contentType : 'application/octet-stream'
  return storeDocument(places, { teamId, source, name, asOf: push.pushedAt, contentType, bytes }, now)
}

/** GitHub tells the second of a push. Where another push of that second was here before, only the branch knows which is newer. */
async function readNewest(
  { db, github }: PushPlaces,
  { repository, branch, commit, pushedAt }: Push,
  { path, isRemoved }: Change,
  id: string,
): Promise<RepositoryFile> {
  const stored = await findDocument(db, id)
  if (stored?.asOf.getTime() === pushedAt.getTime()) return github.readFile(repository, path, branch)
  return isRemoved ? 'gone' : github.readFile(repository, path, commit)
}

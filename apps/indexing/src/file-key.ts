import type { Document } from '@repo/db/schema'

/** Where a document's bytes are in R2; the same bytes of a team are there once. */
export const fileKey = ({ teamId, sha256 }: Pick<Document, 'teamId' | 'sha256'>) =>
  `files/${teamId}/${sha256}`

import type { Document } from '@repo/db/schema'

type Stored = Pick<Document, 'id' | 'teamId' | 'sha256'>

/** Where the bytes of a document are in R2. No other document uses them, so that whoever removes them asks nobody. */
export const fileKey = ({ sha256, ...document }: Stored) => filesOf(document) + sha256

/** What the keys of a document's files begin with, those of its earlier versions too. */
export const filesOf = ({ id, teamId }: Omit<Stored, 'sha256'>) => `files/${teamId}/${id}/`

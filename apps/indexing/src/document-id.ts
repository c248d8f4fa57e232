import type { Document } from '@repo/db/schema'
import { sha256Hex } from './sha256-hex.ts'

/** Whatever comes from the same source under the same name is the same document of the team. */
export async function documentId({
  teamId,
  source,
  name,
}: Pick<Document, 'teamId' | 'source' | 'name'>): Promise<string> {
  const hash = await sha256Hex(new TextEncoder().encode(`${teamId}\n${source}\n${name}`))
  return `doc_${hash.slice(0, 32)}`
}

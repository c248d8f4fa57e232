import type { Document } from '@repo/db/schema'
import { FileNotGiven } from './github.ts'
import { indexPushedFile, type PushPlaces } from './index-pushed-file.ts'
import type { Push } from './read-push.ts'
import type { Change } from './rules/list-changes.ts'

type Touched = Pick<Document, 'id' | 'teamId' | 'version' | 'status'>

/** Brings some files of a push into the team's documents. One that GitHub does not give fails alone if it is alone. */
export async function fetchChanges(
  places: PushPlaces,
  push: Push,
  changes: Change[],
  now: Date,
): Promise<{ touched: Touched[]; notGiven: Change[] }> {
  const touched: Touched[] = []
  const notGiven: Change[] = []
  for (const change of changes) {
    try {
      const document = await indexPushedFile(places, push, change, now)
      if (document) touched.push(pick(document))
    } catch (error) {
      // The others are not to blame. What is not about one file, such as a limit, is about all of them.
      if (!(error instanceof FileNotGiven) || changes.length === 1) throw error
      notGiven.push(change)
    }
  }
  return { touched, notGiven }
}

const pick = ({ id, teamId, version, status }: Touched): Touched => ({ id, teamId, version, status })

import { listTeamDocuments } from '@repo/db/documents'
import { process, search } from './a-document.ts'
import type { aGitHub } from './a-github.ts'
import { type anInstalledTeam, aPush, handlePush } from './a-push.ts'
import { db } from './run.ts'

export const EARLIER = new Date('2026-11-01T10:00:00Z')
export const LATER = new Date('2026-11-01T11:00:00Z')

type Team = Awaited<ReturnType<typeof anInstalledTeam>>

/** A push of these files, worked on to the end; one that is null was removed. */
export async function pushFiles(
  github: ReturnType<typeof aGitHub>,
  team: Team,
  commit: string,
  at: Date,
  files: Record<string, BodyInit | null>,
) {
  const paths = Object.keys(files)
  github.commit(commit, files)
  const modified = paths.filter((path) => files[path] !== null)
  const removed = paths.filter((path) => files[path] === null)
  const result = await handlePush(
    await aPush({ ...team, commit, at, commits: [{ modified, removed }] }),
    team,
  )
  for (const document of await listTeamDocuments(db, team.teamId, 50)) {
    if (document.status === 'uploaded') await process(document)
  }
  return result
}

export const snippetsOf = async ({ authorization }: Team) =>
  (await search(authorization, 'otters')).map(({ snippet }) => snippet)

import type { Db } from '@repo/db'
import { listSources } from '@repo/db/documents'
import type { GitHub } from './github.ts'
import { sourceOf } from './index-pushed-file.ts'
import type { Push } from './read-push.ts'
import { type Change, isDocument, listChanges } from './rules/list-changes.ts'

type Places = { db: Db; github: GitHub; teamId: string }

/** What a push changed, and whether GitHub could say all of it. */
export type PushChanges = { changes: Change[]; isComplete: boolean }

/**
 * The files that a push changed and that we can index. Where its commits do not say all, GitHub is asked what may differ; where it cannot
 * say that either, all files of the commit are looked at, and what we have beside them is removed.
 */
export async function listPushChanges({ db, github, teamId }: Places, push: Push): Promise<PushChanges> {
  const { repository, before, commit, commits } = push
  if (push.isListed) return { changes: listChanges(commits), isComplete: true }

  const compared = before === null ? undefined : await github.comparePaths(repository, before, commit)
  if (compared) return { changes: changesOf(compared, false), isComplete: true }

  const paths = await github.listPaths(repository, commit)
  if (!paths) return { changes: listChanges(commits), isComplete: false }
  const there = new Set(paths)
  const prefix = sourceOf(repository, '')
  const known = (await listSources(db, teamId, prefix)).map((source) => source.slice(prefix.length))
  const gone = known.filter((path) => !there.has(path))
  return { changes: [...changesOf(paths, false), ...changesOf(gone, true)], isComplete: true }
}

const changesOf = (paths: string[], isRemoved: boolean): Change[] =>
  paths.filter(isDocument).map((path) => ({ path, isRemoved }))

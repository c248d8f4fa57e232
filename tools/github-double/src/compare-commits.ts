import type { FileStore } from './file-store.ts'

type ComparedFile = { filename: string; status: 'added' | 'modified' | 'removed' }

/** What the head has that the commit has not which it and the base both come from; undefined where one of them is not known. */
export function compareCommits(
  files: FileStore,
  repository: string,
  base: string,
  head: string,
): ComparedFile[] | undefined {
  const [from, to] = [files.findCommit(repository, base), files.findCommit(repository, head)]
  if (from === undefined || to === undefined) return undefined
  const line = files.history(repository, from)
  const common = files.history(repository, to).find((sha) => line.includes(sha))
  const [old, now] = [files.list(repository, common ?? ''), files.list(repository, to)]
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((filename): ComparedFile[] => {
    const [was, is] = [old.get(filename), now.get(filename)]
    if (was && is) return was.equals(is) ? [] : [{ filename, status: 'modified' }]
    return [{ filename, status: is ? 'added' : 'removed' }]
  })
}

type Commit = { added: string[]; modified: string[]; removed: string[] }

/** What a push leaves behind of a file, whatever its commits did on the way. */
export type Change = { path: string; isRemoved: boolean }

// Of a repository's many files those whose names promise what we index; what they are is told by their bytes.
const DOCUMENT = /\.(?:md|markdown|txt|html?|pdf)$/i

/** The files of a push that we can index, each once, in the order of their last change. */
export function listChanges(commits: Commit[]): Change[] {
  const changes = new Map<string, Change>()
  const note = (path: string, isRemoved: boolean) => {
    changes.delete(path)
    changes.set(path, { path, isRemoved })
  }
  for (const { added, modified, removed } of commits) {
    for (const path of removed) note(path, true)
    for (const path of [...added, ...modified]) note(path, false)
  }
  return [...changes.values()].filter(({ path }) => isDocument(path))
}

export const isDocument = (path: string) => DOCUMENT.test(path)

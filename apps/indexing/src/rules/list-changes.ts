import type { ContentType } from './recognise-content.ts'

type Commit = { added: string[]; modified: string[]; removed: string[] }

/** What a push leaves behind of a file, whatever its commits did on the way. */
export type Change = { path: string; isRemoved: boolean }

const TYPES: Record<string, ContentType> = {
  md: 'text/markdown',
  markdown: 'text/markdown',
  txt: 'text/plain',
  html: 'text/html',
  htm: 'text/html',
  pdf: 'application/pdf',
}

/** What a file's name promises; undefined where it promises nothing that we index. */
export function promisedType(path: string): ContentType | undefined {
  return TYPES[/\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '']
}

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
  return [...changes.values()].filter(({ path }) => promisedType(path) !== undefined)
}

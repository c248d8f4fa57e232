/** A version as Cloudflare lists it; secrets that change make a version without a tag. */
export type ListedVersion = { id: string; number: number; tag: string | undefined }

/** The release that a version belongs to: its own tag, or that of the nearest one before it. */
export function releaseOf(versions: ListedVersion[], number: number): string | undefined {
  return versions
    .filter((version) => version.tag && version.number <= number)
    .toSorted((a, b) => b.number - a.number)[0]?.tag
}

/**
 * The version to go back to: the newest that once had all the traffic and belongs to an earlier release. It keeps secrets that were changed since that
 * release, and is never one whose rollout was stopped.
 */
export function findPrevious(
  versions: ListedVersion[],
  currentId: string,
  onceServedAll: readonly string[],
): ListedVersion | undefined {
  const current = versions.find(({ id }) => id === currentId)
  if (!current) return undefined
  const release = releaseOf(versions, current.number)
  return versions
    .filter(({ id, number }) => number < current.number && onceServedAll.includes(id))
    .filter(({ number }) => ![undefined, release].includes(releaseOf(versions, number)))
    .toSorted((a, b) => b.number - a.number)[0]
}

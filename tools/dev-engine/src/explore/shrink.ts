/** Answers what fails, in the form in which it fails, or `undefined` when nothing does. */
export type Fails<T> = (items: readonly T[]) => Promise<readonly T[] | undefined>

/**
 * The fewest of these that still fail: none of them can be left out. Leaves out halves first, then smaller parts
 * (delta debugging, https://doi.org/10.1109/32.988498).
 */
export async function shrink<T>(items: readonly T[], fails: Fails<T>): Promise<readonly T[]> {
  let left = items
  let size = Math.ceil(left.length / 2)
  while (size > 0 && left.length > 0) {
    const smaller = await withoutAPart(left, size, fails)
    if (smaller) left = smaller
    size = Math.min(smaller ? size : Math.floor(size / 2), left.length)
  }
  return left
}

async function withoutAPart<T>(
  items: readonly T[],
  size: number,
  fails: Fails<T>,
): Promise<readonly T[] | undefined> {
  for (let from = 0; from < items.length; from += size) {
    const failing = await fails(items.toSpliced(from, size))
    if (failing) return failing
  }
  return undefined
}

import type { Index } from './create-table.ts'

export interface GroupIndex<R> extends Index<R> {
  /** In the order in which they came; a record that is replaced keeps its place. */
  list(group: string): R[]
  count(group: string): number
}

/** The records of each group. One without a group is left out. */
export function groupIndex<R>(
  groupOf: (record: R) => string | null,
  keyOf: (record: R) => string | number,
): GroupIndex<R> {
  const groups = new Map<string, Map<string | number, R>>()

  const remove = (group: string, key: string | number) => {
    const records = groups.get(group)
    records?.delete(key)
    if (records?.size === 0) groups.delete(group)
  }

  return {
    change(before, after) {
      const left = before && groupOf(before)
      const entered = after && groupOf(after)
      if (before && typeof left === 'string' && left !== entered) remove(left, keyOf(before))
      if (after === undefined || typeof entered !== 'string') return
      let records = groups.get(entered)
      if (!records) groups.set(entered, (records = new Map()))
      records.set(keyOf(after), after)
    },
    list: (group) => [...(groups.get(group)?.values() ?? [])],
    count: (group) => groups.get(group)?.size ?? 0,
  }
}

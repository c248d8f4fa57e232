export interface Due {
  id: number
  dueAt: number
}

export interface DueHeap<D extends Due> {
  push(entry: D): void
  peek(): D | undefined
  pop(): D | undefined
}

/** A binary heap: what is due first comes first, and of those due together the oldest. */
export function dueHeap<D extends Due>(): DueHeap<D> {
  const heap: D[] = []

  const isBefore = (a: D, b: D) => a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.id < b.id)

  const swap = (i: number, j: number) => {
    const [a, b] = [heap[i] as D, heap[j] as D]
    heap[i] = b
    heap[j] = a
  }

  const rise = (from: number) => {
    for (let child = from; child > 0;) {
      const parent = (child - 1) >> 1
      if (!isBefore(heap[child] as D, heap[parent] as D)) return
      swap(child, parent)
      child = parent
    }
  }

  const sink = () => {
    for (let parent = 0; ;) {
      const [left, right] = [2 * parent + 1, 2 * parent + 2]
      let first = parent
      if (left < heap.length && isBefore(heap[left] as D, heap[first] as D)) first = left
      if (right < heap.length && isBefore(heap[right] as D, heap[first] as D)) first = right
      if (first === parent) return
      swap(parent, first)
      parent = first
    }
  }

  return {
    push(entry) {
      heap.push(entry)
      rise(heap.length - 1)
    },
    peek: () => heap[0],
    pop() {
      const top = heap[0]
      const last = heap.pop()
      if (last !== undefined && heap.length > 0) {
        heap[0] = last
        sink()
      }
      return top
    },
  }
}

/** Lists are trees too, with keys 0, 1, 2. */
export type FormTree = { [key: string]: FormTree | string }

/** Reads `a[b][0][c]=x` and `a[]=x`, in bodies and in query strings. */
export function parseForm(encoded: string): FormTree {
  const tree = emptyTree()
  for (const [name, value] of new URLSearchParams(encoded)) {
    const path = name.split('[').map((part) => part.replace(/\]$/, ''))
    setAt(tree, path, value)
  }
  return tree
}

function setAt(tree: FormTree, path: string[], value: string): void {
  const [first = '', ...rest] = path
  const key = first === '' ? String(Object.keys(tree).length) : first
  if (rest.length === 0) {
    tree[key] = value
    return
  }
  const existing = tree[key]
  const branch = typeof existing === 'object' ? existing : emptyTree()
  tree[key] = branch
  setAt(branch, rest, value)
}

// No prototype, so that a key named `__proto__` is only a key.
function emptyTree(): FormTree {
  return Object.create(null) as FormTree
}

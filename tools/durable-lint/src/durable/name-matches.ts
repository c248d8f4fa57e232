/** Whether a dotted name ends in the pattern; `*` stands for any part of one name: `*.emails.send`, `charge*`. */
export function nameMatches(path: readonly string[], pattern: string): boolean {
  const names = path.includes('()') ? path.filter((name) => name !== '()') : path
  const wanted = partsOf(pattern)
  const from = names.length - wanted.length
  return from >= 0 && wanted.every((isPart, i) => isPart(names[from + i] ?? ''))
}

type IsPart = (name: string) => boolean

const known = new Map<string, IsPart[]>()

function partsOf(pattern: string): IsPart[] {
  const parts = known.get(pattern) ?? pattern.split('.').map(matcherOf)
  known.set(pattern, parts)
  return parts
}

function matcherOf(part: string): IsPart {
  if (!part.includes('*')) return (name) => name === part
  const escaped = part.split('*').map((it) => it.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  const regExp = new RegExp(`^${escaped.join('.*')}$`)
  return (name) => regExp.test(name)
}

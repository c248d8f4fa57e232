/** Whether a dotted name ends in the pattern; `*` stands for any part of one name: `*.emails.send`, `charge*`. */
export function nameMatches(path: readonly string[], pattern: string): boolean {
  const names = path.filter((name) => name !== '()')
  const wanted = pattern.split('.')
  const tail = names.slice(-wanted.length)
  return tail.length === wanted.length && wanted.every((part, i) => toRegExp(part).test(tail[i] ?? ''))
}

const toRegExp = (part: string): RegExp =>
  new RegExp(
    `^${part
      .split('*')
      .map((it) => it.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
  )

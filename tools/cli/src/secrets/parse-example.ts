/** A setting of a worker, as its `.dev.vars.example` explains it. */
export type Setting = {
  name: string
  /** `local` ones never leave the laptop; `needed` ones may depend on a variable. */
  kind: 'needed' | 'optional' | 'local'
  when?: { variable: string; value: string }
  /** What it is for and where to get it. */
  about: string
}

const CONDITION = /^Needed where (\w+) is "([^"]*)":?\s*/

/** Reads the names, and for each the comment right above it; a comment holds for all names until the next one. */
export function parseExample(text: string): Setting[] {
  let comment: string[] = []
  let isOpen = false
  return text.split('\n').flatMap((line) => {
    if (line.startsWith('#')) {
      comment = isOpen ? [...comment, line.slice(1).trim()] : [line.slice(1).trim()]
      isOpen = true
      return []
    }
    isOpen = false
    const [, name] = /^(\w+)=/.exec(line) ?? []
    return name ? [settingOf(name, comment.join(' '))] : []
  })
}

function settingOf(name: string, comment: string): Setting {
  const [lead, variable, value] = CONDITION.exec(comment) ?? []
  if (lead && variable && value !== undefined) {
    return { name, kind: 'needed', when: { variable, value }, about: comment.slice(lead.length) }
  }
  if (comment.startsWith('Only ever in .dev.vars')) return { name, kind: 'local', about: comment }
  return { name, kind: comment.startsWith('Optional') ? 'optional' : 'needed', about: comment }
}

import { SECTIONS_MAX, type Section, TITLE_MAX_CHARACTERS } from './passage.ts'

// Each takes time that grows with the length of a line and no faster: the files are anybody's.
const ATX = /^ {0,3}(#{1,6})[ \t]+(?=[^ \t])/
const SETEXT = /^ {0,3}(=+|-{2,})[ \t]*$/
const FENCE = /^ {0,3}(`{3,}|~{3,})/

/**
 * Where the headings of a Markdown text are, each with those above it. Code fences and front matter have none. Stops after
 * `SECTIONS_MAX`.
 */
export function outlineMarkdown(text: string): Section[] {
  const sections: Section[] = [{ start: 0, page: null, heading: [] }]
  const path: { level: number; title: string }[] = []
  const open = (start: number, level: number, title: string) => {
    if (title === '') return
    while ((path.at(-1)?.level ?? 0) >= level) path.pop()
    path.push({ level, title })
    sections.push({ start, page: null, heading: path.map((part) => part.title) })
  }

  let fence: string | undefined
  let previous = { start: 0, line: '' }
  for (const { start, line } of linesOf(text)) {
    if (sections.length > SECTIONS_MAX) break
    const mark = FENCE.exec(line)?.[1]
    const atx = ATX.exec(line)
    const setext = SETEXT.exec(line)?.[1]
    if (fence) {
      if (mark?.startsWith(fence)) fence = undefined
    } else if (mark) fence = mark
    else if (atx) open(start, atx[1]?.length ?? 1, plain(withoutClosing(line.slice(atx[0].length))))
    else if (setext && /^[^\s>|#-]/.test(previous.line)) {
      open(previous.start, setext.startsWith('=') ? 1 : 2, plain(previous.line))
    }
    previous = { start, line: fence || mark || atx ? '' : line }
  }
  return sections.filter(({ start }, i) => start !== sections[i + 1]?.start)
}

/** One after the other, from behind the front matter. */
function* linesOf(text: string): Generator<{ start: number; line: string }> {
  let start = /^---\n[\s\S]*?\n---\n/.exec(text)?.[0].length ?? 0
  while (start <= text.length) {
    const end = text.indexOf('\n', start)
    yield { start, line: text.slice(start, end === -1 ? text.length : end) }
    if (end === -1) return
    start = end + 1
  }
}

/** Without the hashes that may close a heading: `## Title ##`. */
function withoutClosing(title: string): string {
  const trimmed = title.trimEnd()
  let end = trimmed.length
  while (trimmed[end - 1] === '#') end -= 1
  return end === 0 || /[ \t]/.test(trimmed[end - 1] ?? '') ? trimmed.slice(0, end).trimEnd() : trimmed
}

/** Without the marks of emphasis, code and links. */
const plain = (title: string) =>
  title
    .slice(0, TITLE_MAX_CHARACTERS)
    .replaceAll(/!?\[([^[\]]*)\]\([^()]*\)/g, '$1')
    .replaceAll(/[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}/g, '')
    .trim()

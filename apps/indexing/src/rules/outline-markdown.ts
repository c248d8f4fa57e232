import type { Section } from './passage.ts'

const ATX = /^ {0,3}(#{1,6})[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$/
const SETEXT = /^ {0,3}(=+|-{2,})[ \t]*$/
const FENCE = /^ {0,3}(`{3,}|~{3,})/

/** Where the headings of a Markdown text are, each with those above it. Code fences and front matter have none. */
export function outlineMarkdown(text: string): Section[] {
  const sections: Section[] = [{ start: 0, page: null, heading: [] }]
  const path: { level: number; title: string }[] = []
  const open = (start: number, level: number, title: string) => {
    while ((path.at(-1)?.level ?? 0) >= level) path.pop()
    path.push({ level, title })
    sections.push({ start, page: null, heading: path.map((part) => part.title) })
  }

  let fence: string | undefined
  let previous = { start: 0, line: '' }
  const frontMatter = /^---\n[\s\S]*?\n---\n/.exec(text)
  let start = frontMatter?.[0].length ?? 0
  for (const line of text.slice(start).split('\n')) {
    const mark = FENCE.exec(line)?.[1]
    const atx = ATX.exec(line)
    const setext = SETEXT.exec(line)?.[1]
    if (fence) {
      if (mark?.startsWith(fence)) fence = undefined
    } else if (mark) fence = mark
    else if (atx) open(start, atx[1]?.length ?? 1, plain(atx[2] ?? ''))
    else if (setext && /^[^\s>|#-]/.test(previous.line)) {
      open(previous.start, setext.startsWith('=') ? 1 : 2, plain(previous.line))
    }
    previous = { start, line: fence || mark || atx ? '' : line }
    start += line.length + 1
  }
  return sections.filter(({ start }, i) => start !== sections[i + 1]?.start)
}

/** Without the marks of emphasis, code and links. */
const plain = (title: string) =>
  title
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}/g, '')
    .trim()

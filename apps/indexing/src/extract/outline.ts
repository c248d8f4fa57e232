import { type ExtractedText, SECTIONS_MAX, type Section, TITLE_MAX_CHARACTERS } from '../rules/passage.ts'

type Heading = { level: number; title: string }

/** A place to which an outline can be taken back. */
export type Mark = {
  parts: number
  length: number
  gap: string
  sections: number
  path: Heading[]
  open: { start: number; title: string } | undefined
}

/**
 * Takes a page's text piece by piece and knows which headings each piece stands under; each piece is looked at once. Headings after
 * `SECTIONS_MAX` are text.
 */
export class Outline {
  readonly #sections: Section[] = [{ start: 0, page: null, heading: [] }]
  readonly #parts: string[] = []
  #path: Heading[] = []
  #length = 0
  /** The blanks that go before the next piece, if there is one. */
  #gap = ''
  #open: { start: number; title: string } | undefined

  addText(text: string, isPreformatted = false): void {
    const clean = isPreformatted ? text.replaceAll(/\r\n?/g, '\n') : text.replaceAll(/\s+/g, ' ')
    const seen = isPreformatted ? clean.trimEnd() : clean.trim()
    if (!isPreformatted && clean.startsWith(' ')) this.#gap ||= ' '
    if (seen === '') {
      if (isPreformatted) this.#gap += clean
      return
    }
    this.#write(seen)
    this.#gap = isPreformatted ? clean.slice(seen.length) : clean.endsWith(' ') ? ' ' : ''
  }

  /** Two line ends: what comes next is another paragraph. */
  breakLine(): void {
    this.#gap = '\n\n'
  }

  openHeading(level: number): void {
    this.closeHeading()
    this.breakLine()
    while ((this.#path.at(-1)?.level ?? 0) >= level) this.#path.pop()
    this.#path.push({ level, title: '' })
    this.#open = { start: this.#length + (this.#length > 0 ? this.#gap.length : 0), title: '' }
  }

  closeHeading(): void {
    const heading = this.#path.at(-1)
    if (!this.#open || !heading) return
    heading.title = this.#open.title.slice(0, TITLE_MAX_CHARACTERS).trim()
    if (heading.title === '') this.#path.pop()
    else if (this.#sections.length <= SECTIONS_MAX) {
      const titles = this.#path.map(({ title }) => title)
      this.#sections.push({ start: this.#open.start, page: null, heading: titles })
    }
    this.#open = undefined
    this.breakLine()
  }

  mark(): Mark {
    return {
      parts: this.#parts.length,
      length: this.#length,
      gap: this.#gap,
      sections: this.#sections.length,
      path: this.#path.map((heading) => ({ ...heading })),
      open: this.#open && { ...this.#open },
    }
  }

  /** As if nothing had come since the mark. */
  rewind({ parts, length, gap, sections, path, open }: Mark): void {
    this.#parts.length = parts
    this.#length = length
    this.#gap = gap
    this.#sections.length = sections
    this.#path = path
    this.#open = open
  }

  extracted(): ExtractedText {
    return { text: this.#parts.join(''), sections: this.#sections }
  }

  #write(seen: string): void {
    const part = this.#length > 0 ? this.#gap + seen : seen
    this.#parts.push(part)
    this.#length += part.length
    if (this.#open && this.#open.title.length < TITLE_MAX_CHARACTERS) this.#open.title += part
  }
}

import type { ExtractedText, Section } from '../rules/passage.ts'

type Heading = { level: number; title: string }

/** Takes a page's text piece by piece and knows which headings each piece stands under. */
export class Outline {
  readonly #sections: Section[] = [{ start: 0, page: null, heading: [] }]
  readonly #path: Heading[] = []
  #text = ''
  #openFrom: number | undefined

  addText(text: string, isPreformatted = false): void {
    const clean = isPreformatted ? text.replaceAll(/\r\n?/g, '\n') : text.replaceAll(/\s+/g, ' ')
    const isAfterSpace = this.#text === '' || /\s$/.test(this.#text.at(-1) ?? '')
    this.#text += isAfterSpace && !isPreformatted ? clean.trimStart() : clean
  }

  /** Two line ends: what comes next is another paragraph. */
  breakLine(): void {
    this.#text = this.#text.trimEnd()
    if (this.#text !== '') this.#text += '\n\n'
  }

  openHeading(level: number): void {
    this.breakLine()
    this.#openFrom = this.#text.length
    while ((this.#path.at(-1)?.level ?? 0) >= level) this.#path.pop()
    this.#path.push({ level, title: '' })
  }

  closeHeading(): void {
    const start = this.#openFrom
    const heading = this.#path.at(-1)
    if (start === undefined || !heading) return
    this.#openFrom = undefined
    heading.title = this.#text.slice(start).trim()
    if (heading.title === '') this.#path.pop()
    else this.#sections.push({ start, page: null, heading: this.#path.map(({ title }) => title) })
    this.breakLine()
  }

  extracted(): ExtractedText {
    return { text: this.#text, sections: this.#sections }
  }
}

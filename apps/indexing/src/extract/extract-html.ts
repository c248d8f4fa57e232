import { Parser } from 'htmlparser2'
import type { ExtractedText } from '../rules/passage.ts'
import { type Mark, Outline } from './outline.ts'
import { Unreadable } from './unreadable.ts'

const words = (list: string) => new Set(list.split(' '))

// Never text, closed or not.
const RAW = words('script style iframe')
// Not what the page is about, forms excepted, which may go around all of it. One that is never closed is a slip, and what follows it is the page.
const LEFT_OUT = words('noscript template svg nav aside footer object canvas select button')
const BLOCKS = words(
  'title p div section article main header li ul ol dl dt dd table tr blockquote pre figure figcaption br hr',
)
const CELLS = words('td th')
const HEADING = /^h([1-6])$/
// Browsers stop at 512. Each end tag is looked for among the open elements.
const DEPTH_MAX = 1_000

/** The text of a page and its headings, without scripts, styles and what one finds the way with. */
export function extractHtml(bytes: ArrayBuffer): ExtractedText {
  const outline = new Outline()
  const marks: Mark[] = []
  let depth = 0
  let raw = 0
  let preformatted = 0

  const parser = new Parser({
    onopentagname(name) {
      depth += 1
      if (depth > DEPTH_MAX) throw new Unreadable(`the page nests more than ${DEPTH_MAX} elements`)
      if (LEFT_OUT.has(name)) marks.push(outline.mark())
      if (RAW.has(name)) raw += 1
      if (name === 'pre') preformatted += 1
      const level = HEADING.exec(name)?.[1]
      if (level) outline.openHeading(Number(level))
      if (BLOCKS.has(name)) outline.breakLine()
    },
    onclosetag(name, isImplied) {
      depth -= 1
      if (LEFT_OUT.has(name)) {
        const mark = marks.pop()
        if (mark && !isImplied) outline.rewind(mark)
      }
      if (RAW.has(name)) raw -= 1
      if (name === 'pre') preformatted -= 1
      if (HEADING.test(name)) outline.closeHeading()
      if (BLOCKS.has(name)) outline.breakLine()
      if (CELLS.has(name)) outline.addText(' ')
    },
    ontext(text) {
      if (raw === 0) outline.addText(text, preformatted > 0)
    },
  })
  parser.end(new TextDecoder().decode(bytes))
  return outline.extracted()
}

import { decodeHTML } from 'entities/decode'
import type { ExtractedText } from '../rules/passage.ts'
import { Outline } from './outline.ts'

// Not what the page is about, or not text at all.
const LEFT_OUT =
  'script, style, noscript, template, svg, nav, aside, footer, iframe, object, canvas, select, button, form'
const HEADINGS = 'h1, h2, h3, h4, h5, h6'
const BLOCKS =
  'title, p, div, section, article, main, header, li, ul, ol, dl, dt, dd, table, tr, blockquote, pre, figure, figcaption'
// These have no end.
const BREAKS = 'br, hr'
const CELLS = 'td, th'

/** The text of a page and its headings, without scripts, styles and what one finds the way with. */
export async function extractHtml(body: BodyInit): Promise<ExtractedText> {
  const outline = new Outline()
  let leftOut = 0
  let preformatted = 0
  let raw = ''

  const rewriter = new HTMLRewriter()
    .on(LEFT_OUT, {
      element(element) {
        leftOut += 1
        element.onEndTag(() => {
          leftOut -= 1
        })
      },
    })
    .on('pre', {
      element(element) {
        preformatted += 1
        element.onEndTag(() => {
          preformatted -= 1
        })
      },
    })
    .on(HEADINGS, {
      element(element) {
        if (leftOut > 0) return
        outline.openHeading(Number(element.tagName.slice(1)))
        element.onEndTag(() => outline.closeHeading())
      },
    })
    .on(BLOCKS, {
      element(element) {
        outline.breakLine()
        element.onEndTag(() => outline.breakLine())
      },
    })
    .on(BREAKS, {
      element() {
        outline.breakLine()
      },
    })
    .on(CELLS, {
      element(element) {
        element.onEndTag(() => outline.addText(' '))
      },
    })
    .onDocument({
      text({ text, lastInTextNode }) {
        if (leftOut > 0) return
        // References such as &amp; may lie across two chunks.
        raw += text
        if (!lastInTextNode) return
        outline.addText(decodeHTML(raw), preformatted > 0)
        raw = ''
      },
    })
  await rewriter.transform(new Response(body)).arrayBuffer()
  return outline.extracted()
}

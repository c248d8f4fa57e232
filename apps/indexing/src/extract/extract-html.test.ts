import { expect, it } from 'vitest'
import { extractHtml } from './extract-html.ts'

/** As it comes over a line: a few bytes at a time. */
function extract(html: string) {
  const bytes = new TextEncoder().encode(html)
  const parts = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += 7) controller.enqueue(bytes.slice(at, at + 7))
      controller.close()
    },
  })
  return extractHtml(parts)
}

it('keeps what a person reads, and leaves out the rest', async () => {
  const { text } =
    await extract(`<!doctype html><html><head><title>The  title</title><style>p { color: red }</style>
    <script>alert('no')</script></head><body><nav><a href="/">Home</a></nav><header><h1>Otters</h1></header>
    <p>They hold <b>hands</b>,<br>and   float.</p><ul><li>one</li><li>two</li></ul>
    <table><tr><td>a</td><td>b</td></tr></table><pre>  two
  lines</pre><footer>(c)</footer></body></html>`)

  expect(text.trim().split(/\n\n+/)).toEqual([
    'The title',
    'Otters',
    'They hold hands,',
    'and float.',
    'one',
    'two',
    'a b',
    '  two\n  lines',
  ])
})

it('knows the headings that each part stands under', async () => {
  const { text, sections } = await extract(
    '<p>Intro</p><h1>A</h1><p>a</p><h2>B <i>b</i></h2><p>b</p><h1>C</h1><h2></h2>c',
  )

  expect(sections.map(({ start, heading }) => [text.slice(start, start + 1), heading])).toEqual([
    ['I', []],
    ['A', ['A']],
    ['B', ['A', 'B b']],
    ['C', ['C']],
  ])
})

it('reads character references, also where the bytes come in parts', async () => {
  const { text } = await extract(`<p>caf&eacute;&#x1F9A6;&nbsp;&lt;b&gt;${'&amp;'.repeat(1_000)}</p>`)

  expect(text.trim()).toBe(`café🦦 <b>${'&'.repeat(1_000)}`)
})

it('goes on after what is never closed', async () => {
  const { text } = await extract('<p>one<p>two<div><li>three')

  expect(text.trim().split(/\n\n+/)).toEqual(['one', 'two', 'three'])
})

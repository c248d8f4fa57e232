import { expect, it } from 'vitest'
import { extractHtml } from './extract-html.ts'

const extract = (html: string) => extractHtml(new TextEncoder().encode(html).buffer as ArrayBuffer)

it('keeps what a person reads, and leaves out the rest', () => {
  const { text } =
    extract(`<!doctype html><html><head><title>The  title</title><style>p { color: red }</style>
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

it('reads a page that is a form as a whole, but not its controls', () => {
  const { text } = extract(
    '<body><form action="/"><h1>Otters</h1><p>They swim.</p><select><option>one</select><button>Send</button></form></body>',
  )

  expect(text.trim().split(/\n\n+/)).toEqual(['Otters', 'They swim.'])
})

it('knows the headings that each part stands under', () => {
  const { text, sections } = extract(
    '<p>Intro</p><h1>A</h1><p>a</p><h2>B <i>b</i></h2><p>b</p><h1>C</h1><h2></h2>c',
  )

  expect(sections.map(({ start, heading }) => [text.slice(start, start + 1), heading])).toEqual([
    ['I', []],
    ['A', ['A']],
    ['B', ['A', 'B b']],
    ['C', ['C']],
  ])
})

it('reads character references', () => {
  const { text } = extract(`<p>caf&eacute;&#x1F9A6;&nbsp;&lt;b&gt;${'&amp;'.repeat(1_000)}</p>`)

  expect(text.trim()).toBe(`café🦦 <b>${'&'.repeat(1_000)}`)
})

it('goes on after what is never closed', () => {
  const { text } = extract('<p>one<p>two<div><li>three')

  expect(text.trim().split(/\n\n+/)).toEqual(['one', 'two', 'three'])
})

it.each(['<svg/>', '<svg />', '<nav/></nav>', '<svg><path d="M0"/><title>x</title></svg>', '<br/>'])(
  'takes %s for an element without text',
  (element) => {
    expect(extract(`<p>one</p>${element}<p>two</p>`).text.trim()).toBe('one\n\ntwo')
  },
)

it.each([
  ['to the end of the page', '<nav>menu<p>otters</p>'],
  ['to the end of its parent', '<div><nav>menu</div><p>otters</p>'],
  ['within another that is closed', '<nav>x<aside>y</nav><p>otters</p>'],
  ['like a slash that means nothing', '<nav/><p>otters</p>'],
])('does not lose what follows an element that is never closed: %s', (_, html) => {
  expect(extract(html).text).toContain('otters')
})

it('leaves out headings of what it leaves out, and goes on below the one before', () => {
  const { text, sections } = extract('<h1>A</h1>a<nav><h2>Menu</h2>x</nav>b<h2>C</h2>c')

  expect(text).toBe('A\n\na\n\nb\n\nC\n\nc'.replace('a\n\nb', 'ab'))
  expect(sections.map(({ heading }) => heading)).toEqual([[], ['A'], ['A', 'C']])
})

it.each([
  ['paragraphs', '<p>a', 'a'],
  ['empty tags', '<b></b>', ''],
  ['end tags', '</i>', ''],
  ['menus', '<nav>a</nav>', ''],
  ['angle brackets', '<', '<'],
  ['references', '&amp;', '&'],
])('reads two megabytes of %s', (_, part, seen) => {
  const { text } = extract(part.repeat(2_000_000 / part.length))

  expect(text.slice(0, 1)).toBe(seen)
})

it('refuses a page that nests without end', () => {
  expect(() => extract('<b>'.repeat(1_000_000))).toThrow('nests more than 1000 elements')
})

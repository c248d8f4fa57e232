import { expect, it } from 'vitest'
import { outlineMarkdown } from './outline-markdown.ts'

const outline = (text: string) =>
  outlineMarkdown(text).map(({ start, heading }) => [
    text.slice(start).split('\n', 1)[0],
    heading.join(' > '),
  ])

it('has each heading with those above it', () => {
  expect(outline('# A\n\n## B\n\ntext\n\n### C\n\n## D\n\n# E')).toEqual([
    ['# A', 'A'],
    ['## B', 'A > B'],
    ['### C', 'A > B > C'],
    ['## D', 'A > D'],
    ['# E', 'E'],
  ])
})

it('knows headings that are underlined', () => {
  expect(outline('Title\n=====\n\nPart\n----\n\ntext')).toEqual([
    ['Title', 'Title'],
    ['Part', 'Title > Part'],
  ])
})

it.each([
  ['code', '```sh\n# not a heading\n```\n\ntext'],
  ['front matter', '---\n# not a heading\n---\n\ntext'],
  ['a rule', 'text\n\n---\n\ntext'],
  ['a hashtag', '#hashtag'],
  ['a list', '- item\n---\n'],
  ['hashes alone', '# ##\n'],
])('takes %s for no heading', (_, text) => {
  expect(outlineMarkdown(text)).toEqual([{ start: 0, page: null, heading: [] }])
})

it('goes on after a fence is closed', () => {
  expect(outline('````\n```\n# no\n````\n# Yes').at(-1)).toEqual(['# Yes', 'Yes'])
})

it('leaves out the marks of links and emphasis', () => {
  expect(outline('## The [`run`](https://a.test) *command* ##')).toEqual([
    ['## The [`run`](https://a.test) *command* ##', 'The run command'],
  ])
})

it('cuts a heading that is as long as a book', () => {
  expect(outlineMarkdown(`# ${'a'.repeat(1_000)}`).at(-1)?.heading[0]).toHaveLength(200)
})

it.each(['# a  ', '# [', '# a #', '***', '> ', '---\n', 'a\n==\n', '```\n'])(
  'reads two megabytes of %j',
  (part) => {
    const text = part.repeat(2_000_000 / part.length)

    expect(outlineMarkdown(text).length).toBeLessThanOrEqual(30_001)
  },
)

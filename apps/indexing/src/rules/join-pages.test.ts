import { expect, it } from 'vitest'
import { joinPages } from './join-pages.ts'

it('knows where each page begins', () => {
  const { text, sections } = joinPages(['One.', 'Two.'])

  expect(sections.map(({ start, page }) => [text.slice(start), page])).toEqual([
    ['One.\n\nTwo.', 1],
    ['Two.', 2],
  ])
})

it.each([
  ['com-\npile', 'compile'],
  ['com\u00ad\npile', 'compile'],
  ['Anglo-\nSaxon', 'Anglo-\nSaxon'],
  ['1-\n2', '1-\n2'],
  ['a - \nb', 'a - \nb'],
])('makes %j %j', (page, expected) => {
  expect(joinPages([page]).text).toBe(expected)
})

import { describe, expect, it } from 'vitest'
import { mentionsIn } from './mentions.ts'

const isMentioned = (mention: string, text: string) => mentionsIn(['nobody@example.com', mention])(text)

describe('an address or an id is mentioned', () => {
  it.each([
    ['as it is', 'ada@example.com', '{"email":"ada@example.com"}'],
    ['in other case', 'ada@example.com', '{"email":"Ada@EXAMPLE.com"}'],
    ['in other case beyond ASCII', 'élise@example.com', '{"email":"ÉLISE@example.com"}'],
    ['between words', 'ada@example.com', '{"text":"Mail Ada <ada@example.com>, or ada@example.com."}'],
    ['in a link', 'ada@example.com', '{"text":"mailto:ada@example.com?subject=x"}'],
    ['with escaped letters', 'élise@example.com', String.raw`{"email":"\u00e9lise@example.com"}`],
    ['with escaped signs', 'a&b@example.com', String.raw`{"email":"a\u0026b\u0040example.com"}`],
    ['with an escaped slash', 'a/b@example.com', String.raw`{"email":"a\/b@example.com"}`],
    ['at the start of a line', 'ada@example.com', String.raw`{"text":"Hello\nada@example.com"}`],
    [
      'in JSON within JSON',
      'ada@example.com',
      JSON.stringify({ json: JSON.stringify({ text: 'Hello\nada@example.com' }) }),
    ],
    ['as a number', '123456', '{"id":123456,"name":"x"}'],
    ['as an id', 'cus_123456', '{"customer":"cus_123456"}'],
  ])('%s', (_, mention, text) => {
    expect(isMentioned(mention, text)).toBe(true)
  })
})

describe('nobody is mentioned', () => {
  it('where nobody is looked for', () => {
    expect(mentionsIn([])('{"email":"ada@example.com"}')).toBe(false)
  })

  it.each([
    ['by a longer id', 'cus_123456', '{"customer":"cus_1234567"}'],
    ['by a longer number', '123456', '{"id":1234567,"other":9123456,"third":"in_123456"}'],
    [
      'by a longer name before the sign',
      'bob@example.com',
      '{"email":"jim.bob@example.com","other":"jimbob@example.com"}',
    ],
    [
      'by a longer domain',
      'bob@example.com',
      '{"email":"bob@example.com.au","other":"bob@example.community"}',
    ],
    ['by what a pattern would take', 'b.b@example.com', '{"email":"bob@example.com"}'],
    ['by nothing', 'bob@example.com', '{}'],
  ])('%s', (_, mention, text) => {
    expect(isMentioned(mention, text)).toBe(false)
  })
})

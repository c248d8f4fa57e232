import { expect, it } from 'vitest'
import { parseForm } from './parse-form.ts'

const plain = (encoded: string): unknown => JSON.parse(JSON.stringify(parseForm(encoded)))

it('nests brackets as deep as they go', () => {
  expect(plain('a[b][0][c]=x&a[b][1][c]=y&d=1')).toEqual({
    a: { b: { 0: { c: 'x' }, 1: { c: 'y' } } },
    d: '1',
  })
})

it('numbers the entries of an empty bracket', () => {
  expect(plain('expand[]=line_items&expand[]=payment_intent')).toEqual({
    expand: { 0: 'line_items', 1: 'payment_intent' },
  })
})

it('decodes names and values', () => {
  expect(plain('metadata%5Bteam+id%5D=a%26b')).toEqual({ metadata: { 'team id': 'a&b' } })
})

it('takes __proto__ for a name like any other', () => {
  parseForm('__proto__[polluted]=yes')

  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

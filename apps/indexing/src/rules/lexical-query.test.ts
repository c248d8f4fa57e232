import { expect, it } from 'vitest'
import { lexicalQuery } from './lexical-query.ts'

it.each([
  ['How do I reset my password?', '"reset" OR "password"'],
  ['who are they', '"who" OR "are" OR "they"'],
  ['a "b" AND c* (NEAR x)', '"b" OR "c" OR "near" OR "x"'],
  ['naïve naïve Café', '"naïve" OR "café"'],
  ['🦦 "" * -', undefined],
])('%j becomes %j', (query, expected) => {
  expect(lexicalQuery(query)).toBe(expected)
})

it('has 32 words at the most', () => {
  const query = Array.from({ length: 100 }, (_, i) => `word${i}`).join(' ')

  expect(lexicalQuery(query)?.split(' OR ')).toHaveLength(32)
})

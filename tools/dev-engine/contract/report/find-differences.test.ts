import { expect, it } from 'vitest'
import { findDifferences } from './find-differences.ts'

it('finds nothing where both sides are the same', () => {
  expect(findDifferences('a fact', ['one', 'two'], ['one', 'two'])).toEqual([])
})

it('finds the lines that differ, that lack and that are too many', () => {
  expect(findDifferences('a fact', ['one', 'two'], ['one', 'zwei', 'three'])).toEqual([
    { scenario: 'a fact', expected: 'two', observed: 'zwei' },
    { scenario: 'a fact', expected: '', observed: 'three' },
  ])
})

it('finds a line that stands elsewhere', () => {
  expect(findDifferences('a fact', ['one', 'two', 'three'], ['two', 'one', 'three'])).toEqual([
    { scenario: 'a fact', expected: 'one', observed: 'one' },
  ])
})

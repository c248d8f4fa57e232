import { expect, it } from 'vitest'
import { fuseScores } from './fuse-scores.ts'

const ids = (...args: Parameters<typeof fuseScores>) => fuseScores(...args).map(({ id }) => id)

it('weighs words by the best match, and meaning a quarter of that', () => {
  const words = new Map([
    [1, 8],
    [2, 4],
  ])
  const meaning = new Map([
    [2, 0.8],
    [3, 0.4],
  ])

  expect(fuseScores(words, meaning, 10)).toEqual([
    { id: 1, score: 1 },
    { id: 2, score: 0.7 },
    { id: 3, score: 0.1 },
  ])
})

it('goes by meaning alone where no word matches', () => {
  expect(
    ids(
      new Map(),
      new Map([
        [1, 0.3],
        [2, 0.6],
      ]),
      10,
    ),
  ).toEqual([2, 1])
})

it('keeps the order of the ids on a tie, and no more than asked for', () => {
  expect(
    ids(
      new Map([
        [2, 1],
        [1, 1],
        [3, 1],
      ]),
      new Map(),
      2,
    ),
  ).toEqual([1, 2])
})

import { describe, expect, it } from 'vitest'
import { fuseScores } from './fuse-scores.ts'

const fuse = (words: [number, number][], meaning: [number, number][], limit = 10) =>
  fuseScores(new Map(words), new Map(meaning), limit)
const ids = (...args: Parameters<typeof fuse>) => fuse(...args).map(({ id }) => id)

it('weighs words by how much they tell, and meaning half of what they may come to', () => {
  const fused = fuse(
    [
      [1, 30],
      [2, 10],
    ],
    [
      [2, 0.8],
      [3, 0.4],
    ],
  )

  expect(fused).toEqual([
    { id: 2, score: 0.65 },
    { id: 1, score: 0.5 },
    { id: 3, score: 0.2 },
  ])
})

it('puts what is meant before what merely shares a word that is everywhere', () => {
  expect(ids([[1, 0.4]], [[2, 0.4]])).toEqual([2, 1])
})

it('goes by meaning alone where no word matches', () => {
  expect(
    ids(
      [],
      [
        [1, 0.4],
        [2, 0.6],
      ],
    ),
  ).toEqual([2, 1])
})

it('keeps the order of the ids on a tie, and no more than asked for', () => {
  expect(
    ids(
      [
        [2, 1],
        [1, 1],
        [3, 1],
      ],
      [],
      2,
    ),
  ).toEqual([1, 2])
})

describe('the two that are most alike in meaning', () => {
  const crowd = Array.from({ length: 50 }, (_, i): [number, number] => [i + 1, 100 - i])

  it('are among the best, however many match by words', () => {
    const alike: [number, number][] = [
      [97, 0.35],
      [98, 0.5],
      [99, 0.4],
    ]

    expect(ids(crowd, alike)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 98, 99])
  })

  it('need a likeness', () => {
    expect(ids(crowd, [[50, 0.2]])).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  it('take no place twice', () => {
    const found = ids(crowd, [
      [1, 0.9],
      [12, 0.8],
    ])

    expect(found.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 12])
  })
})

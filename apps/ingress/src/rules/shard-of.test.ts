import { expect, it } from 'vitest'
import { SHARD_COUNT, shardNames, shardOf } from './shard-of.ts'

it('keeps a key in the shard where it was first filed', () => {
  expect(shardOf('stripe:evt_1')).toBe('v1:11')
  expect(shardOf('github:0a4d55a8d778e5022fab701977c5d840bbc486d0')).toBe('v1:55')
})

it('spreads keys over all shards evenly', () => {
  const counts = new Map<string, number>()
  for (let i = 0; i < 64_000; i++) {
    const shard = shardOf(`stripe:evt_${i}`)
    counts.set(shard, (counts.get(shard) ?? 0) + 1)
  }

  expect([...counts.keys()].toSorted()).toEqual(shardNames.toSorted())
  expect(counts.size).toBe(SHARD_COUNT)
  expect(Math.max(...counts.values())).toBeLessThan(1_250)
})

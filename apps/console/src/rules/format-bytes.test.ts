import { expect, it } from 'vitest'
import { formatBytes } from './format-bytes.ts'

it('speaks in the unit that fits', () => {
  expect([0, 512, 3_482, 25 * 1024 * 1024].map(formatBytes)).toEqual(['0 B', '512 B', '3.4 KiB', '25.0 MiB'])
})

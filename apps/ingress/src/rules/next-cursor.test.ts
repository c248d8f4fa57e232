import { expect, it } from 'vitest'
import { nextCursor } from './next-cursor.ts'

const URL = 'https://api.github.com/app/hook/deliveries?per_page=1'

it.each([
  [`<${URL}&cursor=v1_a>; rel="next"`, 'v1_a'],
  [`<${URL}&cursor=v1_a>; rel="prev", <${URL}&cursor=v1_b>; rel="next"`, 'v1_b'],
  [`<https://api.github.com/app/hook/deliveries?cursor=v1_c&per_page=1>; rel=next`, 'v1_c'],
  [`<${URL}&cursor=v1_a>; rel="prev"`, null],
  ['', null],
  [undefined, null],
])('reads %s as %s', (link, cursor) => {
  expect(nextCursor(link)).toBe(cursor)
})

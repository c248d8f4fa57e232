import { expect, it } from 'vitest'
import { decodeStrictly } from './decode-strictly.ts'

it('reads lower-case hex and padded base64', () => {
  expect(decodeStrictly('00ff10', 'hex')).toEqual(new Uint8Array([0, 255, 16]))
  expect(decodeStrictly('AP8Q', 'base64')).toEqual(new Uint8Array([0, 255, 16]))
  expect(decodeStrictly('AP8=', 'base64')).toEqual(new Uint8Array([0, 255]))
})

it.each(['', '0', '00F', '0x00', '00FF', '00 ff', 'zz', '00ff\n'])('takes %j for no hex', (text) => {
  expect(decodeStrictly(text, 'hex')).toBeUndefined()
})

it.each(['', 'AP8', 'AP8', 'AP9=', 'A-8_', 'AP8=\n', ' AP8Q', 'AP8Q====', 'A===', 'AP8Q AP8Q'])(
  'takes %j for no base64',
  (text) => {
    expect(decodeStrictly(text, 'base64')).toBeUndefined()
  },
)

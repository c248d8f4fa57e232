import { expect, it } from 'vitest'
import { utf8 } from '../../test/sign.ts'
import { showBody } from './show-body.ts'

const bytesOf = ({ encoding, content }: ReturnType<typeof showBody>) =>
  encoding === 'utf8' ? utf8(content) : Uint8Array.from(atob(content), (character) => character.charCodeAt(0))

it.each([
  ['text', utf8('{"näme":"Zoë"}'), 'utf8'],
  ['a byte order mark', utf8('\uFEFF{}'), 'utf8'],
  ['bytes that are no text', new Uint8Array([0x7b, 0xff, 0x7d]), 'base64'],
])('shows %s so that every byte can be had back', (_, bytes, encoding) => {
  const shown = showBody(bytes.buffer)

  expect(shown.encoding).toBe(encoding)
  expect(bytesOf(shown)).toEqual(bytes)
})

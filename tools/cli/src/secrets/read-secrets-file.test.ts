import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readSecretsFile } from './read-secrets-file.ts'

const dir = mkdtempSync(join(tmpdir(), 'millrace-secrets-'))

function read(text: string) {
  const file = join(dir, 'secrets.env')
  writeFileSync(file, text)
  return readSecretsFile(file)
}

it('reads values in quotes, over several lines, and however lines end; empty ones are absent', () => {
  const text = `\uFEFFA=1\r\n# a comment\r\n\r\nexport B = "two words" # why\r\nC=\r\nD="-----BEGIN X-----\r\nabc\r\n-----END X-----"\r\nE="a#b"\r\nF=x=y\r\nG=-----BEGIN X-----\\nabc\\n-----END X-----`

  expect(read(text)).toEqual({
    A: '1',
    B: 'two words',
    D: '-----BEGIN X-----\nabc\n-----END X-----',
    E: 'a#b',
    F: 'x=y',
    G: '-----BEGIN X-----\nabc\n-----END X-----',
  })
})

it.each([
  ['A=1\nnot a setting\n', 'line 2 is no NAME=value'],
  ['B=1\nA=-----BEGIN X-----\nabc\n-----END X-----\n', 'line 2: A is cut off'],
  ['A="-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----"', 'line 1: A is a key in PKCS#1'],
  ['A="-----BEGIN X-----\nabc"\n', 'line 1: A is cut off'],
  ['A=1\n\nB=whsec_a#b\n', 'line 3: B holds a # outside quotes'],
  ['A="abc\nB=2\n', 'line 1: the quote that A opens is never closed'],
  ['A="a" b\n', 'line 1'],
])('says what is wrong with %j, and never repeats a value', (text, sentence) => {
  expect(() => read(text)).toThrow(sentence)
  expect(() => read(text)).toThrow(/^(?!.*(abc|whsec|not a setting))/s)
})

it('says that there is no file to read', () => {
  expect(() => readSecretsFile(join(dir, 'other.env'))).toThrow('other.env does not exist')
  expect(() => readSecretsFile(dir)).toThrow('cannot be read')
})

import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { askSecret } from './ask-secret.ts'

/** Types this at a terminal that asks; answers what was understood and what was shown. */
async function typing(text: string) {
  const terminal = { input: new PassThrough(), output: new PassThrough() }
  const answer = askSecret('KEY: ', terminal)
  terminal.input.write(text)
  const value = await answer
  return { value, shown: String(terminal.output.read()) }
}

it('shows nothing of the answer', async () => {
  expect(await typing('  whsec_x \n')).toEqual({ value: 'whsec_x', shown: 'KEY: \n' })
})

it('takes a private key as it is pasted, and one that was written in a line', async () => {
  const key = '-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----'

  expect((await typing(`${key}\n`)).value).toBe(key)
  expect((await typing(`${key.replaceAll('\n', '\\n')}\n`)).value).toBe(key)
})

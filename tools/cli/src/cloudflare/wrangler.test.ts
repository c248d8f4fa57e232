import { expect, it } from 'vitest'
import { z } from 'zod'
import { explain, readJson, WranglerFailed } from './wrangler.ts'

const SAID = `
\u001B[31m✘ \u001B[41;31m[\u001B[41;97mERROR\u001B[41;31m]\u001B[0m \u001B[1mA request to the Cloudflare API (/x) failed.\u001B[0m

  This Worker does not exist on your account. [code: 10007]

  If you think this is a bug, please open an issue at: https://github.com

🪵  Logs were written to "/tmp/x.log"
`

it('repeats the words of the refusal, and knows its code', () => {
  expect(explain(SAID)).toBe(
    'A request to the Cloudflare API (/x) failed. This Worker does not exist on your account. [code: 10007]',
  )
  expect(new WranglerFailed('wrangler secret list', explain(SAID)).code).toBe(10_007)
  expect(new WranglerFailed('wrangler secret list', 'connection lost').code).toBeUndefined()
})

it('finds the JSON behind a warning', () => {
  const names = z.array(z.object({ name: z.string() }))

  expect(readJson('▲ [WARNING] something\n\n[\n  {"name": "a"}\n]\n', names)).toEqual([{ name: 'a' }])
  expect(() => readJson('[{"title": "a"}]', names)).toThrow('another JSON than expected')
  expect(() => readJson('nothing', names)).toThrow('no JSON')
})

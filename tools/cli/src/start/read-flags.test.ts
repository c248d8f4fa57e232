import { expect, it } from 'vitest'
import { readFlags } from './read-flags.ts'

it('plays the story on the embedded engine unless told otherwise', () => {
  expect(readFlags([])).toEqual({
    story: true,
    engine: 'dev-engine',
    port: 8787,
    enginePort: 8288,
    stripePort: 8789,
    githubPort: 8790,
  })
  expect(readFlags(['--no-story', '--engine=inngest', '--port', '9000'])).toMatchObject({
    story: false,
    engine: 'inngest',
    port: 9000,
  })
})

it.each([
  [['--port', '0'], '--port is a number from 1 to 65535, not 0'],
  [['--engine', 'redis'], '--engine is dev-engine or inngest, not redis'],
  [['--strory'], "Unknown option '--strory'"],
])('names what is wrong with %s', (args, sentence) => {
  expect(() => readFlags(args)).toThrow(sentence)
})

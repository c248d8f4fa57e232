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
    patience: 30,
  })
  expect(readFlags(['--no-story', '--engine=inngest', '--port', '9000', '--patience', '120'])).toMatchObject({
    story: false,
    engine: 'inngest',
    port: 9000,
    patience: 120,
  })
})

it.each([
  [['--port', '0'], '--port is a number from 1 to 65535, not 0'],
  [['--patience', '0'], '--patience is a number of seconds from 1 to 3600, not 0'],
  [['--patience', '2m'], '--patience is a number of seconds from 1 to 3600, not 2m'],
  [['--engine', 'redis'], '--engine is dev-engine or inngest, not redis'],
  [['--strory'], "Unknown option '--strory'"],
])('names what is wrong with %s', (args, sentence) => {
  expect(() => readFlags(args)).toThrow(sentence)
})

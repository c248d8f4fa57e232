import { expect, it } from 'vitest'
import { readFlags } from './read-flags.ts'

const app = 'http://localhost:8787/api/inngest'

it('has defaults for all but the app', () => {
  expect(readFlags(['--app', app])).toEqual({
    apps: [app],
    port: 8288,
    host: '127.0.0.1',
    state: '.dev-engine/state.sqlite',
    retryDelay: undefined,
  })
})

it('takes several apps', () => {
  expect(readFlags(['--app', app, '--app', `${app}/2`])).toMatchObject({ apps: [app, `${app}/2`] })
})

it('asks for help', () => {
  expect(readFlags(['--help'])).toBe('help')
})

it.each([
  [[], 'name at least one app with --app URL'],
  [['--app', 'localhost'], '--app localhost is not a URL'],
  [['--app', 'http://'], '--app http:// is not a URL'],
  [['--app', app, '--port', '70000'], '--port 70000 is not a port'],
  [['--app', app, '--retry-delay', 'soon'], 'soon is not a duration'],
  [['--app', app, '--bogus'], "Unknown option '--bogus'"],
])('refuses %j in one sentence', (args, sentence) => {
  expect(() => readFlags(args)).toThrow(sentence)
})

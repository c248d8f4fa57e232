import { expect, it } from 'vitest'
import { readDeployFlags } from './read-deploy-flags.ts'

it('shows and changes nothing unless it is told to', () => {
  expect(readDeployFlags(['--env', 'staging'])).toMatchObject({
    env: 'staging',
    yes: false,
    'accept-orphans': false,
    pace: { stages: [10, 50, 100], bakeMs: 300_000 },
  })
})

it.each([
  [[], '--env is staging or production, not left out'],
  [['--env', 'prod'], 'not prod'],
  [['--env', 'staging', '--stages', '50,10,100'], 'rising percentages'],
  [['--env', 'staging', '--stages', '10,50'], 'end in 100'],
  [['--env', 'staging', '--bake', 'x'], 'from 0 to 1440, not x'],
  [['--env', 'staging', '--origin', 'app.example.com'], '--origin is where the gateway answers'],
  [['--env', 'staging', '--force'], 'npm run deploy -- --env'],
])('says what is wrong with %o', (args, sentence) => {
  expect(() => readDeployFlags(args)).toThrow(sentence)
})

it('takes an origin with a slash in the end', () => {
  expect(readDeployFlags(['--env', 'staging', '--origin', 'https://app.example.com/']).origin).toBe(
    'https://app.example.com',
  )
})

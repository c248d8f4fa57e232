import { expect, it } from 'vitest'
import { describeGreeting } from './describe-greeting.ts'

const step = (name: string, status: string) => ({ name, status })

it('says what was done and what waits, as the engine tells it', () => {
  const steps = [
    step('get-user', 'Completed'),
    step('send-email', 'Completed'),
    step('wait-for-tips', 'Sleeping'),
  ]

  expect(describeGreeting(steps)).toBe('wait-for-tips sleeping after send-email')
})

it.each([
  ['before anything ran', []],
  ['before the mail is out', [step('get-user', 'Completed'), step('send-email', 'Retrying')]],
  ['when nothing waits', [step('send-email', 'Completed'), step('wait-for-tips', 'Completed')]],
])('says nothing %s', (_, steps) => {
  expect(describeGreeting(steps)).toBeUndefined()
})

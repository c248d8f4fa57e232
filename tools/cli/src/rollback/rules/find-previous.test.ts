import { expect, it } from 'vitest'
import { findPrevious, releaseOf } from './find-previous.ts'

const versions = [
  { id: 'empty', number: 1, tag: undefined },
  { id: 'first', number: 2, tag: 'may' },
  { id: 'first-with-new-secret', number: 3, tag: undefined },
  { id: 'stopped', number: 4, tag: 'june' },
  { id: 'second', number: 5, tag: 'july' },
  { id: 'second-with-new-secret', number: 6, tag: undefined },
]
const all = ['empty', 'first', 'first-with-new-secret', 'second', 'second-with-new-secret']

it('goes back to the release before, with the secrets of today, past a rollout that was stopped', () => {
  expect(findPrevious(versions, 'second-with-new-secret', all)?.id).toBe('first-with-new-secret')
  expect(findPrevious(versions, 'second', all)?.id).toBe('first-with-new-secret')
})

it('has nowhere to go before the first release', () => {
  expect(findPrevious(versions, 'first', all)).toBeUndefined()
  expect(findPrevious(versions, 'unheard-of', all)).toBeUndefined()
})

it('knows the release of a version that a secret made', () => {
  expect(releaseOf(versions, 6)).toBe('july')
  expect(releaseOf(versions, 1)).toBeUndefined()
})

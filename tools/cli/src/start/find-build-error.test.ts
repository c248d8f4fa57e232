import { expect, it } from 'vitest'
import { findBuildError } from './find-build-error.ts'

it('reads the error and its place from what wrangler prints, colours and all', () => {
  const said =
    '\u001B[31m✘ \u001B[41;31m[\u001B[41;97mERROR\u001B[41;31m]\u001B[0m \u001B[1mBuild failed with 1 error:\u001B[0m\n\n' +
    '  \u001B[31m✘ \u001B[41;31m[\u001B[41;97mERROR\u001B[41;31m]\u001B[0m \u001B[1mUnexpected ";"\u001B[0m\n\n      src/index.ts:26:10:\n'

  expect(findBuildError(said)).toBe('Unexpected ";" at src/index.ts:26:10')
})

it('finds nothing in an ordinary start', () => {
  expect(
    findBuildError('⎔ Starting local server...\n[wrangler:info] Ready on http://localhost:8787'),
  ).toBeUndefined()
})

import { expect, it } from 'vitest'
import { findPaths } from './find-paths.ts'

it('finds links and code that name a place in the repository', () => {
  const text = 'See [the db](packages/db/README.md#owners), `apps/ingress/src/inbox` and `tools/cli`.'

  expect(findPaths(text)).toEqual(['packages/db/README.md', 'apps/ingress/src/inbox', 'tools/cli'])
})

it('leaves addresses, globs and commands alone', () => {
  expect(findPaths('[a](https://x.test/a) `apps/*` `npm run verify` [b](#part)')).toEqual([])
})

import { expect, it } from 'vitest'
import { genericSenders } from '../../test/generic-senders.ts'

it('each algorithm is tried with each encoding', () => {
  const tried = genericSenders.map(
    ({ source: { schemes } }) => `${schemes[0].algorithm} ${schemes[0].encoding}`,
  )
  const algorithms = ['hmac-sha1', 'hmac-sha256', 'hmac-sha512', 'ed25519']

  expect(tried).toEqual(algorithms.flatMap((algorithm) => [`${algorithm} hex`, `${algorithm} base64`]))
})

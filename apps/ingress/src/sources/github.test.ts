import { expect, it } from 'vitest'
import { receive } from '../../test/receive.ts'
import { signedByGithub, utf8 } from '../../test/sign.ts'
import { github } from './github.ts'
import { readClaim } from './read-claim.ts'
import { verifyClaim } from './verify-claim.ts'

const BODY = utf8('{"action":"opened","repository":{"id":7},"installation":{"id":9}}')
const SHA256 = '03a5532e0fd73de29446b7ab0a5646287b68e301a3a36485f1566d480077890b'

const identify = async (headers: Record<string, string>, body = BODY) =>
  github.identify({ headers: new Headers(headers), body, signedId: null })

it('knows the signature that GitHub documents', async () => {
  // https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries#testing-the-webhook-payload-validation
  const documented = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17'

  // With blanks in it, so no setting could hold it.
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const secret = utf8("It's a Secret to Everybody")
  const key = await crypto.subtle.importKey('raw', secret, algorithm, false, ['verify'])
  const [scheme] = github.schemes

  const claim = readClaim(github, new Headers({ 'x-hub-signature-256': documented }), new Date())
  const secrets = [{ id: 'documented', scheme, key }]

  await expect(verifyClaim(github, claim, utf8('Hello, World!'), secrets, new Date())).resolves.toMatchObject(
    { id: 'documented' },
  )
})

it('refuses a signature that does not say sha256', async () => {
  const headers = await signedByGithub(BODY)
  const bare = headers['x-hub-signature-256']?.replace('sha256=', '') ?? ''

  for (const header of [bare, `sha1=${bare}`, `SHA256=${bare}`, `x sha256=${bare}`]) {
    const request = { headers: { ...headers, 'x-hub-signature-256': header }, body: BODY }
    await expect(receive(github, { ...request, setting: 'github-test' })).rejects.toThrow('sha256=')
  }
})

it('is identified by its bytes, whatever delivery id the unsigned header claims', async () => {
  const first = await identify(await signedByGithub(BODY, { delivery: 'one' }))
  const second = await identify(await signedByGithub(BODY, { delivery: 'two' }))

  expect(first).toMatchObject({ id: SHA256, type: 'push.opened', objectId: '7', customerId: '9' })
  expect(second.id).toBe(first.id)
  expect(await identify({ 'x-github-event': 'push' }, utf8('{}'))).not.toMatchObject({ id: first.id })
})

it('is about the repository, else the installation, else nothing', async () => {
  const objectIdOf = async (payload: object) =>
    (await identify({ 'x-github-event': 'ping' }, utf8(JSON.stringify(payload)))).objectId

  expect(await objectIdOf({ repository: { id: 7 }, installation: { id: 9 } })).toBe('7')
  expect(await objectIdOf({ installation: { id: 9 } })).toBe('9')
  expect(await objectIdOf({ repository: { id: 2 ** 60 }, installation: null })).toBeNull()
})

it.each(['push\nx', 'Push', '', 'a'.repeat(61), 'push.opened'])('refuses the event %j', async (event) => {
  // A header cannot carry a line break at all; the pattern still says so.
  const headers = { get: () => event } as unknown as Headers

  await expect(
    (async () => github.identify({ headers, body: BODY, signedId: null }))(),
  ).rejects.toMatchObject({
    code: 'invalid',
    details: { field: 'x-github-event' },
  })
})

it('takes no free text into its type', async () => {
  const dispatched = utf8('{"action":"words of whoever sent it"}')

  expect(await identify({ 'x-github-event': 'repository_dispatch' }, dispatched)).toMatchObject({
    type: 'repository_dispatch',
  })
})

it.each([
  [
    'a branch, by when it was pushed to',
    'push',
    { ref: 'refs/heads/main', repository: { id: 7, pushed_at: 1_764_000_000 } },
    { object: 'refs/heads/main:7', sequence: 1_764_000_000 },
  ],
  [
    'what the event is about, by when it last changed',
    'pull_request',
    { pull_request: { id: 5, updated_at: '2026-11-24T16:00:00Z' } },
    { object: 'pull_request:5', sequence: 1_795_536_000 },
  ],
  [
    'an issue, though its event is called issues',
    'issues',
    { issue: { id: 6, updated_at: '2026-11-24T16:00:00Z' } },
    { object: 'issue:6', sequence: 1_795_536_000 },
  ],
  ['nothing where nothing is counted', 'ping', { zen: 'Speak like a human.' }, null],
])('orders the news of %s', async (_, event, payload, order) => {
  const identity = await identify({ 'x-github-event': event }, utf8(JSON.stringify(payload)))

  expect(identity.order).toEqual(order)
})

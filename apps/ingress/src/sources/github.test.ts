import { expect, it } from 'vitest'
import { signedByGithub, utf8 } from '../../test/sign.ts'
import { github } from './github.ts'

const BODY = utf8('{"action":"opened","repository":{"id":7},"installation":{"id":9}}')
const SHA256 = '03a5532e0fd73de29446b7ab0a5646287b68e301a3a36485f1566d480077890b'

const identify = (headers: Record<string, string>, body = BODY) => github.identify(new Headers(headers), body)

it('knows the signature that GitHub documents', async () => {
  // https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries#testing-the-webhook-payload-validation
  const documented = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17'

  const verified = github.verify({
    headers: new Headers({ 'x-hub-signature-256': documented }),
    body: utf8('Hello, World!'),
    secrets: ["It's a Secret to Everybody"],
    now: new Date(),
  })

  await expect(verified).resolves.toBeUndefined()
})

it('refuses a signature that does not say sha256', async () => {
  const headers = await signedByGithub(BODY)
  const bare = headers['x-hub-signature-256']?.replace('sha256=', '') ?? ''

  for (const header of [bare, `sha1=${bare}`, `SHA256=${bare}`, `x sha256=${bare}`]) {
    const request = { headers: new Headers({ 'x-hub-signature-256': header }), body: BODY, now: new Date() }
    await expect(github.verify({ ...request, secrets: ['github-test'] })).rejects.toThrow('sha256=')
  }
})

it('is identified by its bytes, whatever delivery id the unsigned header claims', async () => {
  const first = await identify(await signedByGithub(BODY, { delivery: 'one' }))
  const second = await identify(await signedByGithub(BODY, { delivery: 'two' }))

  expect(first).toEqual({ key: `github:${SHA256}`, type: 'push.opened', objectId: '7', customerId: '9' })
  expect(second.key).toBe(first.key)
  expect(await identify({ 'x-github-event': 'push' }, utf8('{}'))).not.toMatchObject({ key: first.key })
})

it('is about the repository, else the installation, else nothing', async () => {
  const objectIdOf = async (payload: object) =>
    (await identify({ 'x-github-event': 'ping' }, utf8(JSON.stringify(payload)))).objectId

  expect(await objectIdOf({ repository: { id: 7 }, installation: { id: 9 } })).toBe('7')
  expect(await objectIdOf({ installation: { id: 9 } })).toBe('9')
  expect(await objectIdOf({ repository: { id: 'x' }, installation: null })).toBeNull()
})

it.each(['push\nx', 'Push', '', 'a'.repeat(61), 'push.opened'])('refuses the event %j', async (event) => {
  // A header cannot carry a line break at all; the pattern still says so.
  const headers = { get: () => event } as unknown as Headers

  await expect(github.identify(headers, BODY)).rejects.toMatchObject({
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

import { expect, it, vi } from 'vitest'
import example from '../../.dev.vars.example?raw'
import { clerk } from './clerk.ts'
import { sources } from './get-source.ts'
import { github } from './github.ts'
import { secretSettingOf, secretsOf } from './secrets.ts'
import { stripe } from './stripe.ts'

const idsOf = async (setting: string) =>
  (await secretsOf({ STRIPE_WEBHOOK_SECRET: setting }, stripe)).map(({ id }) => id)

it('a secret keeps its id wherever it stands, and shares it with no other', async () => {
  const [first, second] = await idsOf('secret-a secret-b')

  expect(await idsOf(' secret-b\n secret-a ')).toEqual([second, first])
  expect(first).toMatch(/^[0-9a-f]{8}$/)
  expect(second).not.toBe(first)
})

it('the same secret has another id at another source, so that no id tells that two share it', async () => {
  const [atGithub] = await secretsOf({ GITHUB_WEBHOOK_SECRET: 'secret-a' }, github)

  expect([atGithub?.id]).not.toEqual(await idsOf('secret-a'))
})

it('a secret is imported once, however many webhooks it verifies', async () => {
  const importKey = vi.spyOn(crypto.subtle, 'importKey')

  for (let i = 0; i < 3; i++) await idsOf('secret-once')

  expect(importKey).toHaveBeenCalledTimes(1)
})

it.each(['whsec_', 'whsec_not base64!', 'bare', 'whpk_AAAA'])(
  'one that is none of the kind that the source calls for, %j, locks out no other',
  async (wrong) => {
    const right = `whsec_${btoa('0123456789abcdef0123456789abcdef')}`
    const setting = `${wrong.replaceAll(' ', '-')} ${right}`

    expect(await secretsOf({ CLERK_WEBHOOK_SECRET: setting }, clerk)).toHaveLength(1)
  },
)

it('none of the kind that the source calls for is as good as none', async () => {
  await expect(secretsOf({ CLERK_WEBHOOK_SECRET: 'whsec_' }, clerk)).rejects.toMatchObject({
    code: 'unavailable',
    message: 'the setting CLERK_WEBHOOK_SECRET holds no secret of the kind that is needed',
  })
})

it('whoever sets up a sender finds the name of its setting', () => {
  for (const source of sources) expect(example).toContain(`${secretSettingOf(source)}=`)
})

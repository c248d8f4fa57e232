import { expect, it } from 'vitest'
import { findAccount } from './find-account.ts'
import { WranglerFailed } from './wrangler.ts'

const saying = (identity: object) => async () => JSON.stringify(identity)
const accounts = [
  { id: 'a1', name: 'One' },
  { id: 'a2', name: 'Two' },
]

it('takes the only account, or the one that is asked for', async () => {
  expect(await findAccount(saying({ loggedIn: true, accounts: accounts.slice(0, 1) }), undefined)).toBe('a1')
  expect(await findAccount(saying({ loggedIn: true, accounts }), 'a2')).toBe('a2')
  expect(await findAccount(saying({ loggedIn: true }), 'a2')).toBe('a2')
})

it('lists the accounts to choose from', async () => {
  await expect(findAccount(saying({ loggedIn: true, accounts }), undefined)).rejects.toThrow(
    /--account <id>[\s\S]*a1 {2}One\n {2}a2 {2}Two/,
  )
  await expect(findAccount(saying({ loggedIn: true, accounts }), 'a3')).rejects.toThrow('does not reach')
})

it('says that nobody is logged in, which wrangler says by failing', async () => {
  const failing = async () => {
    throw new WranglerFailed('wrangler whoami --json', '{"loggedIn":false}')
  }

  await expect(findAccount(failing, undefined)).rejects.toThrow('nobody is logged in at Cloudflare')
})

it('repeats what went wrong otherwise', async () => {
  const failing = async () => {
    throw new WranglerFailed('wrangler whoami --json', 'fetch failed')
  }

  await expect(findAccount(failing, undefined)).rejects.toThrow('fetch failed')
})

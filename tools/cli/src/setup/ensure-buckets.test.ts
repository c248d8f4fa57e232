import { expect, it } from 'vitest'
import { WranglerFailed } from '../cloudflare/wrangler.ts'
import type { EnvironmentRoom } from '../environment/read-environment.ts'
import { ensureBuckets } from './ensure-buckets.ts'

const rooms = [
  { dir: 'apps/ingress', buckets: [{ binding: 'BODIES', name: 'acme-bodies' }] },
] as EnvironmentRoom[]

const refusing = (code: number) => async (args: string[]) => {
  if (args.includes('list')) return 'Listing buckets...\nname:           another\n'
  throw new WranglerFailed('wrangler r2 bucket create', `refused [code: ${code}]`)
}

it('takes a bucket for there that the list did not reach', async () => {
  expect(await ensureBuckets(refusing(10_004), '/nowhere', rooms)).toEqual([])
})

it('does not take a bucket for there that could not be made', async () => {
  await expect(ensureBuckets(refusing(10_042), '/nowhere', rooms)).rejects.toThrow('10042')
})

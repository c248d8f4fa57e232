import { createCloudflareDouble } from '@repo/cloudflare-double'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { syncApp } from './sync-apps.ts'

const double = createCloudflareDouble()
let url = ''
beforeEach(async () => {
  url = await double.listen()
})
afterEach(double.close)

it('tells Inngest where an app is, as often as you like', async () => {
  const inngest = { apiUrl: `${url}/inngest`, apiKey: 'key' }
  await syncApp(inngest, 'acme-billing', 'https://app.example.com/api/inngest/billing')
  await syncApp(inngest, 'acme-billing', 'https://app.example.com/api/inngest/billing')

  expect(double.describe().apps).toEqual({ 'acme-billing': '/api/inngest/billing' })
})

it('repeats the reason of a refusal, and never the key', async () => {
  const refused = await syncApp({ apiUrl: `${url}/inngest`, apiKey: 'secret-key' }, 'acme', '').catch(
    (error: Error) => error,
  )

  expect(refused?.message).toContain('Inngest refused to sync acme')
  expect(refused?.message).toContain('url is missing')
  expect(refused?.message).not.toContain('secret-key')
})

it('says that Inngest does not answer', async () => {
  double.failAt(1, 'dropped-before')

  await expect(syncApp({ apiUrl: `${url}/inngest`, apiKey: 'key' }, 'acme', 'https://x')).rejects.toThrow(
    'Inngest does not answer the sync of acme',
  )
})

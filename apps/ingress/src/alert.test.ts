import { env } from 'cloudflare:workers'
import { beforeEach, expect, it, vi } from 'vitest'
import { alert } from './alert.ts'

const logged: string[] = []

beforeEach(() => {
  logged.length = 0
  vi.spyOn(console, 'error').mockImplementation((line: string) => void logged.push(line))
})

it('is posted to the address that is set, and logged', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('ok'))

  await alert(env, 'the mill stands still')

  const body = JSON.stringify({ text: 'Millrace: the mill stands still' })
  const post = expect.objectContaining({ method: 'POST', body })
  expect(fetched).toHaveBeenCalledWith('http://alert.test/', post)
  expect(logged).toHaveLength(1)
  expect(logged[0]).toContain('alert: the mill stands still')
})

it('is logged alone where no address is set', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch')

  await alert({ ...env, ALERT_WEBHOOK_URL: '' }, 'the mill stands still')

  expect(fetched).not.toHaveBeenCalled()
  expect(logged[0]).toContain('alert: the mill stands still')
})

it.each<[string, () => Promise<Response>]>([
  ['is refused', () => Promise.resolve(new Response('no', { status: 500 }))],
  ['finds nobody', () => Promise.reject(new TypeError('network error'))],
])('breaks nothing when it %s', async (_, answer) => {
  vi.spyOn(globalThis, 'fetch').mockImplementation(answer)

  await alert(env, 'the mill stands still')

  expect(logged).toHaveLength(2)
})

import { expect, it } from 'vitest'
import { secretAdvice } from './secret-advice.ts'

const NOW = Date.UTC(2026, 10, 25)
const hoursAgo = (hours: number) => NOW - hours * 3_600_000

/** The advice on each of the secrets that were last used so many hours ago. */
const adviceOn = (...lastUsed: (number | null)[]) => {
  const all = lastUsed.map((hours, position) => ({
    position,
    lastUsedAt: hours === null ? null : hoursAgo(hours),
  }))
  return all.map((secret) => secretAdvice(secret, all, NOW))
}

it('lets an old secret go when another one was used for seven days without it', () => {
  expect(adviceOn(168.5, 0.5)).toEqual([
    'last used 168 h ago, safe to remove: another one was used for 7 days without it',
    'in use, last within the hour',
  ])
})

it('keeps a second endpoint’s secret that was quiet for some days only', () => {
  expect(adviceOn(26, 0)[0]).toBe(
    'last used 26 h ago; keep it until another one was used for 7 days without it',
  )
  expect(adviceOn(167, 0)[0]).toContain('keep it')
})

it('keeps an old secret that was used within a day', () => {
  expect(adviceOn(23, 1)).toEqual(['in use, last 23 h ago', 'in use, last 1 h ago'])
})

it('keeps an old secret while nothing came in by another since, however silent it was', () => {
  expect(adviceOn(500, null)).toEqual([
    'last used 500 h ago; keep it until another one was used for 7 days without it',
    'not used yet',
  ])
  expect(adviceOn(500, 530)[0]).toContain('keep it')
})

it('never calls the only secret safe to remove', () => {
  expect(adviceOn(500)).toEqual(['in use, last 500 h ago'])
  expect(adviceOn(null)).toEqual(['not used yet'])
})

it('never calls a secret safe that was added for a roll that the sender has yet to make', () => {
  expect(adviceOn(0, null)[1]).toBe('not used yet')
  expect(adviceOn(0, 0, null)[2]).toBe('not used yet')
})

it('lets one go that was never used only as the older one, which its place alone does not prove', () => {
  expect(adviceOn(null, 0)[0]).toBe('not used yet; safe to remove only if it is older than the one in use')
})

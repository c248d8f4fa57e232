import { env } from 'cloudflare:workers'
import { noteTrouble } from '@repo/db/alerts'
import { addAuditEntry } from '@repo/db/audit-entries'
import { keepPage, openReconciliation } from '@repo/db/reconciliations'
import { addReplay } from '@repo/db/replays'
import { describe, expect, it } from 'vitest'
import { db, openPage, ORIGIN } from '../../test/open-page.ts'

const FORM = { 'content-type': 'application/x-www-form-urlencoded', origin: ORIGIN }

const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = FORM) =>
  openPage(path, { method: 'POST', headers, body: new URLSearchParams(fields).toString() })

async function seen(pathname: string): Promise<object[]> {
  const response = await env.INGRESS.fetch('https://ingress/seen')
  return (await response.json<{ pathname: string }[]>()).filter((asked) => asked.pathname === pathname)
}

it('shows sources, comparisons, alerts, replays and the audit', async () => {
  const now = new Date()
  const day = now.toISOString().slice(0, 10)
  const start = { channel: 'stripe', source: 'stripe', comparedTo: now, checkedAt: now }
  const missing = [{ senderId: 'evt_1', attemptId: '1', type: 'invoice.paid', occurredAt: now }]
  const to = { comparedTo: now, walkFrom: null, nextPage: null, checkedAt: now }
  await keepPage(db, await openReconciliation(db, start), { days: { [day]: 9 }, missing, to })
  await noteTrouble(db, { kind: 'source-silent', fingerprint: 's', text: 'no <stripe> webhook' }, now)
  await addReplay(db, {
    id: 'replay-of-many',
    filter: { customerId: 'cus_1', statuses: ['dead'] },
    tokenId: 'tok_1',
    requestedAt: now,
    expected: 41,
  })
  const entry = {
    id: 'a',
    at: now,
    tokenId: 'tok_1',
    teamId: 'team_1',
    action: 'replay',
    details: { replayId: 'r' },
  }
  await addAuditEntry(db, { ...entry, subject: 'stripe:evt_of_the_audit' })

  const page = await (await openPage('/console/operations')).text()

  expect(page).toMatch(/stripe<\/th>.*silent.*6 h.*12 handled.*0 missing today/)
  expect(page).toMatch(
    new RegExp(`${day}</th><td>stripe</td><td>9</td><td>8</td><td>0</td><td class="bad">1</td>`),
  )
  expect(page).toMatch(/source-silent<\/th>.*no &lt;stripe&gt; webhook/)
  expect(page).toMatch(/title="replay-of-many".*running.*41.*customerId cus_1, statuses dead/)
  expect(page).toContain('title="stripe:evt_of_the_audit"')
  expect(page).toMatch(/<a href="\/console\/operations" aria-current="page">/)
})

describe('the buttons', () => {
  it('replay what was counted, in the name of who pressed', async () => {
    const fields = {
      customer: 'cus_1',
      type: '',
      to: '2026-11-25T10:00:00.000Z',
      expectedCount: '3',
      evil: 'x',
    }

    const response = await post('/console/replays', fields)

    expect(response.headers.get('location')).toBe('/console/operations?notice=replays-started')
    expect(await seen('/v1/replays')).toMatchObject([
      { body: { filter: { customer: 'cus_1', to: '2026-11-25T10:00:00.000Z' }, expectedCount: 3 } },
    ])
  })

  it('lead back to the search when other deliveries match by now', async () => {
    const fields = { customer: 'cus_1', to: '2026-11-25T10:00:00.000Z', expectedCount: '7' }

    const location = (await post('/console/replays', fields)).headers.get('location') ?? ''

    expect(location).toBe('/console/deliveries?customer=cus_1&notice=replays-changed')
    expect(await (await openPage(location)).text()).toContain('other deliveries match by now')
  })

  it('compare with a sender now, or say that it cannot be', async () => {
    const asked = await post('/console/reconciliations/stripe', {})
    const refused = await post('/console/reconciliations/paypal', {})

    expect(asked.headers.get('location')).toBe('/console/operations?notice=reconcile-asked')
    expect(refused.headers.get('location')).toBe('/console/operations?notice=reconcile-refused')
  })

  it.each(['/console/replays', '/console/reconciliations/stripe', '/console/deliveries/stripe%3Ax/test'])(
    'do nothing when a form elsewhere presses them: %s',
    async (path) => {
      const response = await post(path, { expectedCount: '3' }, { ...FORM, origin: 'https://evil.test' })

      expect(response.status).toBe(403)
    },
  )
})

it('says nothing that an address puts there', async () => {
  const page = await (await openPage('/console/operations?notice=%3Cb%3Eyou+won')).text()

  expect(page).not.toContain('you won')
})

/**
 * In the place of ingress: takes what it is asked, except of ids that end in `gone`, `altered`, `broken` or `down` and of the count 7;
 * tells what it took at `/seen`.
 */
export const ingressStub = {
  name: 'millrace-ingress',
  modules: true as const,
  compatibilityDate: '2026-11-01',
  script: `
    const seen = []
    const attempt = { announcement: 0, status: 'failed', eventId: 'event-0', error: 'no such team', replacedAt: '2026-11-23T10:00:00.000Z',
      verdicts: [{ functionId: 'billing-stripe-webhook', outcome: 'failed', runId: 'run-of-attempt-0', reason: 'no such team' }] }
    const source = { source: 'stripe', hasSecret: true, lastHeardAt: '2026-11-23T10:00:00.000Z', lastReceivedAt: '2026-11-23T11:00:00.000Z', expectedEverySeconds: 21600,
      isSilent: true, last24Hours: { handled: 12 }, today: null }
    const refuse = (status, detail) => Response.json({ detail }, { status })
    export default {
      async fetch(request) {
        const { pathname, search } = new URL(request.url)
        if (pathname === '/seen') return Response.json(seen)
        const text = await request.text()
        const body = text ? JSON.parse(text) : null
        if (pathname.includes('gone')) return refuse(404, 'it is gone')
        if (pathname.includes('altered/')) return refuse(409, 'its bytes are others')
        if (pathname.includes('broken')) return refuse(500, 'broken')
        if (pathname.includes('down')) throw new Error('down')
        if (body?.expectedCount === 7) return refuse(409, '8 deliveries match, not 7')
        seen.push({ method: request.method, pathname, search, body, authorization: request.headers.get('authorization') })
        if (pathname === '/v1/sources') return Response.json({ sources: [source] })
        if (pathname === '/v1/reconciliations/paypal') return refuse(422, 'it keeps no list')
        if (request.method === 'POST') return Response.json({ deliveryId: 'stripe:test_1', replayId: 'replay-1' }, { status: 202 })
        return Response.json({
          headers: { 'stripe-signature': 't=1,v1=<b>00' },
          attempts: [attempt, { ...attempt, announcement: 1, status: 'handled', replacedAt: null, verdicts: [] }],
          ...(search.includes('body=true') && { body: { encoding: 'utf8', content: '{"note":"</textarea><img>"}' } }),
        })
      },
    }`,
}

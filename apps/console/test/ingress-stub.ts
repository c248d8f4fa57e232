/** In the place of ingress: takes replays, except of ids that end in `gone`, `broken` or `down`; tells what it took at `/seen`. */
export const ingressStub = {
  name: 'millrace-ingress',
  modules: true as const,
  compatibilityDate: '2026-11-01',
  script: `
    const seen = []
    export default {
      fetch(request) {
        const { pathname } = new URL(request.url)
        if (pathname === '/seen') return Response.json(seen)
        if (pathname.endsWith('gone/replay')) return Response.json({ code: 'not_found' }, { status: 404 })
        if (pathname.endsWith('broken/replay')) return Response.json({ code: 'internal' }, { status: 500 })
        if (pathname.endsWith('down/replay')) throw new Error('down')
        seen.push({ method: request.method, pathname, authorization: request.headers.get('authorization') })
        return Response.json({}, { status: 202 })
      },
    }`,
}

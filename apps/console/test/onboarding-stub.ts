/** In the place of onboarding: takes retries, except of ids that end in `out`, `broken` or `down`; tells what it took at `/seen`. */
export const onboardingStub = {
  name: 'millrace-onboarding',
  modules: true as const,
  compatibilityDate: '2026-11-01',
  script: `
    const seen = []
    export default {
      fetch(request) {
        const { pathname } = new URL(request.url)
        if (pathname === '/seen') return Response.json(seen)
        if (pathname.endsWith('out/retry')) return Response.json({ code: 'conflict' }, { status: 409 })
        if (pathname.endsWith('broken/retry')) return Response.json({ code: 'internal' }, { status: 500 })
        if (pathname.endsWith('down/retry')) throw new Error('down')
        seen.push({ method: request.method, pathname, authorization: request.headers.get('authorization') })
        return Response.json({}, { status: 202 })
      },
    }`,
}

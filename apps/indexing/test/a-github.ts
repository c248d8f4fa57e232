type Answer = (request: Request) => Response

/** As much of GitHub as indexing calls, at the level of HTTP: files by repository, ref and path. */
export function aGitHub() {
  const files = new Map<string, string>()
  const asked: string[] = []
  let refusal: Answer | undefined

  function answer(request: Request): Response {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname.endsWith('/access_tokens')) {
      return Response.json(
        { token: 'ghs_test', expires_at: new Date(Date.now() + 3_600_000).toISOString() },
        { status: 201 },
      )
    }
    if (refusal) return refusal(request)
    if (request.headers.get('authorization') !== 'token ghs_test') return new Response('no', { status: 401 })
    const place = `${pathname.split('/contents/').map(decodeURIComponent).join('/')}@${searchParams.get('ref')}`
    asked.push(place)
    const file = files.get(place)
    return file === undefined ? new Response('no such file', { status: 404 }) : new Response(file)
  }

  return {
    answer,
    asked,
    put: (path: string, ref: string, content: string) =>
      files.set(`/repos/acme/docs/${path}@${ref}`, content),
    refuse: (how: Answer | undefined) => {
      refusal = how
    },
  }
}

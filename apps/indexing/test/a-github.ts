type Answer = (request: Request) => Response | undefined

/** As much of GitHub as indexing calls, at the level of HTTP: files by repository, ref and path. */
export function aGitHub() {
  const files = new Map<string, BodyInit>()
  const asked: string[] = []
  const commits = new Set<string>()
  let refusal: Answer | undefined

  function answer(request: Request): Response {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname.endsWith('/access_tokens')) {
      return Response.json(
        { token: 'ghs_test', expires_at: new Date(Date.now() + 3_600_000).toISOString() },
        { status: 201 },
      )
    }
    const refused = refusal?.(request)
    if (refused) return refused
    if (request.headers.get('authorization') !== 'token ghs_test') return new Response('no', { status: 401 })
    const [, commit] = pathname.split('/commits/')
    if (commit) return new Response(commit, { status: commits.has(commit) ? 200 : 404 })
    const place = `${pathname.split('/contents/').map(decodeURIComponent).join('/')}@${searchParams.get('ref')}`
    asked.push(place)
    const file = files.get(place)
    return file === undefined ? new Response('no such file', { status: 404 }) : new Response(file)
  }

  return {
    answer,
    asked,
    /** Makes a commit, and the branch what it is now: with these files as they are then, and without those that are null. */
    commit: (commit: string, changed: Record<string, BodyInit | null>) => {
      for (const ref of [commit, 'main']) {
        commits.add(ref)
        for (const [path, content] of Object.entries(changed)) {
          if (content === null) files.delete(`/repos/acme/docs/${path}@${ref}`)
          else files.set(`/repos/acme/docs/${path}@${ref}`, content)
        }
      }
    },
    refuse: (how: Answer | undefined) => {
      refusal = how
    },
  }
}

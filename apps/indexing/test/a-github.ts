type Answer = (request: Request) => Response | undefined

/** As much of GitHub as indexing calls, at the level of HTTP: files by repository, ref and path. */
export function aGitHub() {
  const files = new Map<string, BodyInit>()
  const asked: string[] = []
  const commits = new Set<string>()
  const comparisons = new Map<string, string[]>()
  let isTruncated = false
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
    const [, range] = pathname.split('/compare/')
    if (range) {
      const compared = comparisons.get(range)
      const body = { files: compared?.map((filename) => ({ filename, status: 'modified' })) }
      return compared ? Response.json(body) : new Response('no', { status: 404 })
    }
    const [, tree] = pathname.split('/git/trees/')
    if (tree) {
      const listed = [...files.keys()].filter((key) => key.endsWith(`@${tree}`))
      const paths = listed.map((key) => key.slice('/repos/acme/docs/'.length, -tree.length - 1))
      const blobs = paths.map((path) => ({ path, type: 'blob' }))
      return Response.json({ tree: [...blobs, { path: 'guides.md', type: 'tree' }], truncated: isTruncated })
    }
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
    /** What GitHub says of `before...after`; where it was told nothing it knows nothing. */
    compare: (range: string, paths: string[]) => comparisons.set(range, paths),
    truncateTrees: () => {
      isTruncated = true
    },
    refuse: (how: Answer | undefined) => {
      refusal = how
    },
  }
}

/** The cursor of the page that a `Link` header (RFC 8288) calls `next`. */
export function nextCursor(link: string | undefined): string | null {
  const next = link?.split(',').find((part) => /;\s*rel="?next"?/.test(part))
  const url = /<([^>]+)>/.exec(next ?? '')?.[1]
  return /[?&]cursor=([^&]+)/.exec(url ?? '')?.[1] ?? null
}

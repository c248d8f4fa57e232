/** The tag that all versions of one deploy carry; Cloudflare takes up to 25 characters. */
export const releaseTag = (now: Date): string =>
  now.toISOString().slice(0, 19).replaceAll('-', '').replaceAll(':', '').replace('T', '-')

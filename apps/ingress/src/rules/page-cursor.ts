/** The last row of a page: the next page is what comes after it, newest first. */
export type Place = { at: number; id: string }

/** As an address carries it. What it holds is nobody's business: it may change. */
export function encodePlace({ at, id }: Place): string {
  const bytes = new TextEncoder().encode(`${at} ${id}`)
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** Undefined where the text was never made by `encodePlace`. */
export function decodePlace(text: string): Place | undefined {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    const decoded = new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)))
    const [, at, id] = /^(\d{1,16}) (.{1,600})$/s.exec(decoded) ?? []
    return at === undefined || id === undefined ? undefined : { at: Number(at), id }
  } catch {
    return undefined
  }
}

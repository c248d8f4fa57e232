/** The bytes of lower-case hex or of padded base64; undefined for anything that is not exactly that. */
export function decodeStrictly(
  text: string,
  encoding: 'hex' | 'base64',
): Uint8Array<ArrayBuffer> | undefined {
  if (encoding === 'hex') {
    if (!/^(?:[0-9a-f]{2})+$/.test(text)) return undefined
    const bytes = new Uint8Array(text.length / 2)
    for (let i = 0; i < bytes.length; i++) bytes[i] = digitAt(text, i * 2) * 16 + digitAt(text, i * 2 + 1)
    return bytes
  }
  if (text.length === 0 || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined
  const binary = atob(text)
  // The last digits may carry bits that no byte takes: two texts would then mean the same bytes.
  if (btoa(binary) !== text) return undefined
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}

/** 0 to 15 of the digits 0 to 9, at 48, and a to f, at 97. */
function digitAt(text: string, i: number): number {
  const code = text.charCodeAt(i)
  return code < 58 ? code - 48 : code - 87
}

/** As text where the bytes are exactly that, else in base64: nothing is replaced. */
export function showBody(bytes: ArrayBuffer): { encoding: 'utf8' | 'base64'; content: string } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return { encoding: 'utf8', content: text }
  } catch {
    return { encoding: 'base64', content: toBase64(new Uint8Array(bytes)) }
  }
}

function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

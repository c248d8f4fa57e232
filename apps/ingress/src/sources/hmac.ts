const encoder = new TextEncoder()

// Importing a key for each request costs more than the check itself.
const keys = new Map<string, Promise<CryptoKey>>()

/** Whether one of the secrets made one of the signatures over the bytes. The comparison is the runtime's, in constant time. */
export async function isSignedByOneOf(
  secrets: string[],
  signatures: Uint8Array<ArrayBuffer>[],
  bytes: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  for (const secret of secrets) {
    const key = await importKey(secret)
    for (const signature of signatures) {
      if (await crypto.subtle.verify('HMAC', key, signature, bytes)) return true
    }
  }
  return false
}

/** The bytes of a lower-case hex SHA-256; anything else is no signature. */
export function parseSha256Hex(hex: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[0-9a-f]{64}$/.test(hex)) return undefined
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
}

function importKey(secret: string): Promise<CryptoKey> {
  const cached = keys.get(secret)
  if (cached) return cached
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const imported = crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['verify'])
  keys.set(secret, imported)
  return imported
}

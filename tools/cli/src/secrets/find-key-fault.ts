/** What is wrong with a private key in PEM, or nothing; other secrets have no form that we know. */
export function findKeyFault(value: string): string | undefined {
  if (isCutOff(value)) return 'is cut off: the end of the key is missing'
  // GitHub hands out this form.
  if (!value.includes('-----BEGIN RSA PRIVATE KEY-----')) return undefined
  return 'is a key in PKCS#1, which a worker cannot read: openssl pkcs8 -topk8 -nocrypt -in key.pem'
}

/** Whether of a key the end is missing, as when only its first line was read. */
export const isCutOff = (value: string): boolean =>
  value.includes('-----BEGIN') && !value.includes('-----END')

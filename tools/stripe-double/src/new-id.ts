const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const LENGTH = 24

/** Gives a number from 0 up to, not including, 1. */
export type Random = () => number

/** An id in Stripe's form: `pi_` and 24 letters or digits. */
export function newId(prefix: string, random: Random): string {
  const letters = Array.from({ length: LENGTH }, () => ALPHABET[Math.floor(random() * ALPHABET.length)])
  return `${prefix}_${letters.join('')}`
}

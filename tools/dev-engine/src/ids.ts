const CROCKFORD_BASE32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const TIME_DIGITS = 10
const RANDOM_DIGITS = 16

/**
 * ULIDs of the clock's time, each greater than the one before and than `last`, also while time stands still.
 * https://github.com/ulid/spec. The library of that name reaches for Node's crypto, which workerd may not have.
 */
export function createIds(now: () => number, random: () => number, last: string | null): () => string {
  let time = last?.slice(0, TIME_DIGITS) ?? ''
  let digits = (last?.slice(TIME_DIGITS) ?? '').split('').map((digit) => CROCKFORD_BASE32.indexOf(digit))

  return () => {
    const present = encoded(now())
    if (present > time) {
      time = present
      digits = Array.from({ length: RANDOM_DIGITS }, () => Math.floor(random() * 32))
    } else {
      increment(digits)
    }
    return time + digits.map((digit) => CROCKFORD_BASE32[digit]).join('')
  }
}

function encoded(ms: number): string {
  let text = ''
  for (let rest = ms; text.length < TIME_DIGITS; rest = Math.floor(rest / 32)) {
    text = (CROCKFORD_BASE32[rest % 32] ?? '') + text
  }
  return text
}

function increment(digits: number[]): void {
  for (let place = digits.length - 1; place >= 0; place--) {
    const digit = digits[place] ?? 0
    digits[place] = (digit + 1) % 32
    if (digit < 31) return
  }
}

// What may stand in an address or an id: a mention that goes on there is somebody else.
const BEFORE = String.raw`(?<![\p{L}\p{N}_.%+-])`
const AFTER = String.raw`(?![\p{L}\p{N}_-]|\.[\p{L}\p{N}])`
// JSON in a string of JSON in a string of JSON.
const LEVELS_MAX = 3

/**
 * Whether a JSON text names one of these addresses or ids, upper and lower case alike, however its writer escaped them. One that is
 * part of a longer one does not count: `cus_123` is not in `cus_1234`, nor `bob@example.com` in `jim.bob@example.com`.
 */
export function mentionsIn(mentions: string[]): (text: string) => boolean {
  // As of an erasure that is finished: no word stands in no text, and not in every one.
  if (mentions.length === 0) return () => false
  const any = new RegExp(
    `${BEFORE}(?:${mentions.map((mention) => RegExp.escape(mention)).join('|')})${AFTER}`,
    'iu',
  )
  return (text) => {
    let written = text
    for (let level = 0; level < LEVELS_MAX; level++) {
      if (any.test(written)) return true
      if (!written.includes('\\')) return false
      written = unescaped(written)
    }
    return any.test(written)
  }
}

function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-f]{4})|(.))/gisu, (_, code: string | undefined, character: string) => {
    if (code) return String.fromCharCode(Number.parseInt(code, 16))
    return /[bfnrt]/.test(character) ? ' ' : character
  })
}

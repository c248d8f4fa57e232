const LINE_BREAKS_AND_CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu

// What nobody sees, and what turns the direction of reading, so that one name looks like another. The joiner stays: emoji need it.
const INVISIBLE = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g

/** A name on one line that is what it looks like: names go into lists, logs and mails. */
export const cleanName = (given: string): string =>
  given.replaceAll(LINE_BREAKS_AND_CONTROLS, ' ').replaceAll(INVISIBLE, '').trim()

const LINE_BREAKS_AND_CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu

/** A name on one line: names go into lists, logs and mails. */
export const cleanName = (given: string): string => given.replaceAll(LINE_BREAKS_AND_CONTROLS, ' ').trim()

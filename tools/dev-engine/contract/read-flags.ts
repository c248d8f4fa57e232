import { parseArgs } from 'node:util'

export interface Flags {
  /** Only scenarios whose name holds one of these, parted by `|`. */
  only: readonly string[]
  record: boolean
  /** How many servers play at once. */
  parallel: number
  /** The first of the ports that they take, four each. */
  port: number
}

export function readFlags(args: readonly string[]): Flags {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', default: '' },
      record: { type: 'boolean', default: false },
      parallel: { type: 'string', default: '6' },
      port: { type: 'string', default: '28310' },
    },
  })
  return {
    only: values.only.split('|'),
    record: values.record,
    parallel: wholeNumber('--parallel', values.parallel, 16),
    port: wholeNumber('--port', values.port, 65_000),
  }
}

function wholeNumber(flag: string, text: string, max: number): number {
  const number = Number(text)
  if (Number.isInteger(number) && number > 0 && number <= max) return number
  throw new Error(`${flag} ${text} is not a whole number from 1 to ${max}`)
}

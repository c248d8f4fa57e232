import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { Sentence } from '../sentence.ts'
import { findKeyFault } from './find-key-fault.ts'

/** One entry, with all of its lines: nothing, a comment, or NAME=value. */
const ENTRY =
  /[ \t]*(?:#[^\n]*|(?:export[ \t]+)?(?<name>[A-Za-z_]\w*)[ \t]*=[ \t]*(?:(?:"[^"]*"|'[^']*'|`[^`]*`)[ \t]*(?:#[^\n]*)?|(?<plain>[^\n]*)))?(?:\n|$)/y

/**
 * Values from a file of `NAME=value` lines, as `.dev.vars` has them; empty ones count as absent. What a reader of such files would drop without a word
 * is refused with its line, for half a secret looks like a whole one.
 */
export function readSecretsFile(file: string): Record<string, string> {
  const text = read(file)
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
  const values = withLineBreaks(parseEnv(text))
  ENTRY.lastIndex = 0
  while (ENTRY.lastIndex < text.length) {
    const line = text.slice(0, ENTRY.lastIndex).split('\n').length
    const fault = faultOf(ENTRY.exec(text), values)
    if (fault) throw new Sentence(`${file}, line ${line}${fault}`)
  }
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

/** In a key `\n` stands for a line break also where no double quotes say so. */
const withLineBreaks = (values: NodeJS.Dict<string>) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value = '']) => [
      name,
      value.includes('-----BEGIN') ? value.replaceAll('\\n', '\n') : value,
    ]),
  )

/** Names the line and the setting, and repeats nothing of a value. */
function faultOf(entry: RegExpExecArray | null, values: NodeJS.Dict<string>): string | undefined {
  if (!entry) return ' is no NAME=value; a value of several lines stands in double quotes'
  const { name, plain } = entry.groups ?? {}
  if (plain && /^["'`]/.test(plain)) {
    return plain.indexOf(plain.charAt(0), 1) > 0
      ? `: behind the quotes of ${name} stands more`
      : `: the quote that ${name} opens is never closed`
  }
  if (plain?.includes('#')) return `: ${name} holds a # outside quotes, from which on it would be dropped`
  const fault = name && findKeyFault(values[name] ?? '')
  return fault ? `: ${name} ${fault}` : undefined
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw new Sentence(
      isMissing
        ? `the secrets file ${file} does not exist`
        : `the secrets file ${file} cannot be read: ${(error as Error).message}`,
    )
  }
}

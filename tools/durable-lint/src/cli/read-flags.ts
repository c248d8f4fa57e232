import { parseArgs } from 'node:util'
import { leftOut } from '../project/list-files.ts'
import { UsageError } from './usage-error.ts'

const FORMATS = ['pretty', 'json', 'github'] as const

export type Flags = { path: string; format: (typeof FORMATS)[number]; config: string | null; isFix: boolean }

export const usage = `durable-lint [path] [options]

  path               a folder or a file; the folder you are in by default
  --config NAME      recommended (default), strict, or a JSON file;
                     a durable-lint.json in the project's root is taken by itself
  --format NAME      pretty (default), json, github
  --fix              write the fixes that are safe
  --help
  --version

Left out: ${leftOut}.
Exit codes: 0 nothing of severity critical or error, 1 something, 2 the command or a file could not be read, or there was none.
`

/** Throws a UsageError, in one sentence, on what it cannot read. */
export function readFlags(args: readonly string[]): Flags | 'help' | 'version' {
  const { values, positionals } = parse(args)
  if (values.help) return 'help'
  if (values.version) return 'version'
  if (positionals.length > 1) throw new UsageError(`one path at a time: ${positionals.join(', ')}`)
  const format = FORMATS.find((name) => name === values.format)
  if (!format) throw new UsageError(`--format ${values.format} is none of ${FORMATS.join(', ')}`)
  return { path: positionals[0] ?? '.', format, config: values.config ?? null, isFix: values.fix }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        config: { type: 'string' },
        format: { type: 'string', default: 'pretty' },
        fix: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
        version: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

import { analyze } from '@typescript-eslint/scope-manager'
import { parseSync } from 'oxc-parser'
import { SourceFile } from './source-file.ts'

/** The file is not JavaScript or TypeScript; says where. */
export class Unparsable extends Error {
  readonly path: string
  readonly line: number
  readonly reason: string

  constructor(path: string, line: number, reason: string) {
    super(`${path}:${line} cannot be parsed: ${reason}`)
    this.path = path
    this.line = line
    this.reason = reason
  }
}

export function parseFile(path: string, text: string): SourceFile {
  const { program, errors } = parseSync(path, text, { range: true, astType: 'ts' })
  const [error] = errors
  if (error) {
    const before = text.slice(0, error.labels[0]?.start ?? 0)
    throw new Unparsable(path, before.split('\n').length, error.message)
  }
  type Tree = Parameters<typeof analyze>[0]
  return new SourceFile(path, text, program, () =>
    // The names of the platform are nobody's here.
    analyze(program as unknown as Tree, { sourceType: 'module', lib: [] }),
  )
}

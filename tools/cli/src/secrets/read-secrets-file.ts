import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { Sentence } from '../sentence.ts'

/** Values from a file of `NAME=value` lines, as `.dev.vars` has them; empty ones count as absent. */
export function readSecretsFile(file: string): Record<string, string> {
  if (!existsSync(file)) throw new Sentence(`the secrets file ${file} does not exist`)
  const values = Object.entries(parseEnv(readFileSync(file, 'utf8')))
  return Object.fromEntries(values.flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'

type DevVars = { secrets: Record<string, string>; addresses: Record<string, string> }

const HEADER = `# Written by npm start, read by wrangler dev, ignored by git. Your own values stay; the addresses at the end follow the ports.\n`

/** Answers every value that the file then holds. */
export function writeDevVars(dir: string, { secrets, addresses }: DevVars): Record<string, string> {
  const file = join(dir, '.dev.vars')
  const present = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
  const kept = Object.fromEntries(
    Object.entries(present).filter(([name, value]) => !(name in addresses) && value),
  )
  const values = { ...secrets, ...kept, ...addresses } as Record<string, string>

  const lines = Object.entries(values).map(([name, value]) => `${name}="${value.replaceAll('\n', '\\n')}"\n`)
  writeFileSync(file, HEADER + lines.join(''), { mode: 0o600 })
  return values
}

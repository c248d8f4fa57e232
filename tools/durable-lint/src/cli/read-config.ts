import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { configs, readOptionsOf, type Setting, type Settings } from '../settings.ts'
import { UsageError } from './usage-error.ts'

const Level = z.enum(['off', 'warning', 'error', 'critical'])

const Config = z.strictObject({
  extends: z.enum(['recommended', 'strict']).default('recommended'),
  rules: z.record(z.string(), z.union([Level, z.tuple([Level, z.unknown()])])).default({}),
})

const OWN_FILE = 'durable-lint.json'

/** The settings of a config by name or file; without either, of the project's own file, or the recommended ones. */
export function readConfig(config: string | null, root: string, cwd: string): Settings {
  if (config === 'recommended' || config === 'strict') return configs[config]
  const own = join(root, OWN_FILE)
  if (config === null) return existsSync(own) ? readFile(own) : configs.recommended
  const file = resolve(cwd, config)
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new UsageError(`--config ${config} is neither recommended, strict, nor a file`)
  }
  return readFile(file)
}

function readFile(file: string): Settings {
  const parsed = Config.safeParse(parseJson(file))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new UsageError(`${file}: ${issue?.path.join('.') || 'the file'}: ${issue?.message}`)
  }
  const settings = new Map<string, Setting>(configs[parsed.data.extends])
  for (const [name, setting] of Object.entries(parsed.data.rules)) {
    const [level, options] = Array.isArray(setting) ? setting : [setting, settings.get(name)?.options]
    try {
      const read = readOptionsOf(name, options)
      if (level === 'off') settings.delete(name)
      else settings.set(name, { severity: level, options: read })
    } catch (error) {
      throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return settings
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new UsageError(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

import { stripVTControlCharacters } from 'node:util'
import { execa } from 'execa'
import { z } from 'zod'
import { Sentence } from '../sentence.ts'
import { compileCache, wrangler as binary, wranglerEnv } from '../workspace.ts'

/** What wrangler said when Cloudflare, or wrangler itself, refused. */
export class WranglerFailed extends Sentence {
  /** Cloudflare's own code of the error, where there is one. */
  readonly code: number | undefined

  constructor(command: string, said: string) {
    super(`${command} failed: ${said}`)
    this.code = Number(/\[code: (\d+)\]/.exec(said)?.[1]) || undefined
  }
}

export type WranglerOptions = {
  /** Handed over by standard input, so that it stands on no command line. */
  input?: string
  /** Where wrangler writes what it did, one JSON object a line. */
  outputFile?: string
}

/** Runs one command of wrangler and answers what it printed. */
export type Wrangler = (args: string[], options?: WranglerOptions) => Promise<string>

/** Cloudflare's API takes some seconds at most; a build a few more. */
const PATIENCE_MS = 5 * 60_000

export function createWrangler(root: string, env: Record<string, string> = {}): Wrangler {
  return async (args, { input, outputFile } = {}) => {
    const result = await execa(process.execPath, [binary, ...args], {
      cwd: root,
      env: {
        ...wranglerEnv,
        NODE_COMPILE_CACHE: compileCache,
        ...env,
        ...(outputFile && { WRANGLER_OUTPUT_FILE_PATH: outputFile }),
      },
      ...(input === undefined ? { stdin: 'ignore' as const } : { input }),
      all: true,
      reject: false,
      timeout: PATIENCE_MS,
    })
    // Colours come through where FORCE_COLOR says so, and answers are read by their words.
    if (result.exitCode === 0) return stripVTControlCharacters(result.stdout)
    // The arguments hold no secret: those go by standard input.
    throw new WranglerFailed(`wrangler ${args.slice(0, 3).join(' ')}`, explain(result.all))
  }
}

/** wrangler's own words, without its frame and its invitation to open an issue. */
export function explain(said: string): string {
  const text = stripVTControlCharacters(said)
  const [, error = text] = /\[ERROR\]\s*([\s\S]*?)(?:If you think this is a bug|🪵|$)/u.exec(text) ?? []
  const lines = error.split('\n').map((line) => line.trim())
  return lines.filter(Boolean).join(' ') || `no word of it (${text.trim().slice(-300)})`
}

/** The JSON in what wrangler printed; warnings may stand before it. */
export function readJson<T>(printed: string, schema: z.ZodType<T>): T {
  const start = /^[[{]/m.exec(printed)
  if (!start) throw new Sentence(`wrangler printed no JSON: ${printed.trim().slice(0, 300)}`)
  const { success, data, error } = schema.safeParse(JSON.parse(printed.slice(start.index)))
  if (success) return data
  throw new Sentence(`wrangler printed another JSON than expected: ${z.prettifyError(error)}`)
}

import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { createEngine } from '@repo/dev-engine'
import { execa } from 'execa'
import { Sentence } from '../sentence.ts'
import { inngestApps, logDir, root, stateDir } from '../workspace.ts'
import type { Flags } from './read-flags.ts'

export type RunningEngine = { describe: string; stop: () => Promise<void> }

const appUrls = (gatewayUrl: string) => inngestApps.map((app) => `${gatewayUrl}/api/inngest/${app}`)

/** Starts the engine and gives it the functions of every worker. */
export async function startEngine({ engine, enginePort }: Flags, gatewayUrl: string): Promise<RunningEngine> {
  return engine === 'inngest' ? startInngest(enginePort, gatewayUrl) : startDevEngine(enginePort, gatewayUrl)
}

async function startDevEngine(port: number, gatewayUrl: string): Promise<RunningEngine> {
  const log = createWriteStream(join(logDir, 'engine.log'))
  const engine = await createEngine({
    database: join(stateDir, 'dev-engine.sqlite'),
    apps: appUrls(gatewayUrl).map((url) => ({ url })),
    retryDelay: '1s',
    log: (entry) => log.write(`${JSON.stringify(entry)}\n`),
  })
  await engine.listen({ port })
  await engine.sync()
  const functions = engine.apps().reduce((count, app) => count + app.functions.length, 0)
  return { describe: `dev-engine, ${functions} functions`, stop: () => engine.close() }
}

async function startInngest(port: number, gatewayUrl: string): Promise<RunningEngine> {
  const binary = join(root, 'node_modules/.bin/inngest-cli')
  const { exitCode, stdout } = await execa(binary, ['version'], { reject: false })
  if (exitCode !== 0) {
    throw new Sentence(
      'inngest-cli is not installed or its binary does not answer; npm start alone uses the embedded engine',
    )
  }
  const urls = appUrls(gatewayUrl).flatMap((url) => ['-u', url])
  const child = execa(
    binary,
    ['dev', '--no-discovery', '--no-poll', '--host', '127.0.0.1', '--port', String(port), ...urls],
    {
      env: { DO_NOT_TRACK: '1' },
      stdin: 'ignore',
      all: true,
      buffer: false,
      reject: false,
    },
  )
  child.all.pipe(createWriteStream(join(logDir, 'engine.log')))
  return {
    describe: `inngest-cli ${stdout.trim()}`,
    stop: async () => {
      child.kill()
      await child
    },
  }
}

import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { createEngine, type Storage } from '@repo/dev-engine'
import { listen, sqliteStorage } from '@repo/dev-engine/node'
import { execa } from 'execa'
import { Sentence } from '../sentence.ts'
import { inngestApps, logDir, root, stateDir } from '../workspace.ts'
import type { Flags } from './read-flags.ts'

export type RunningEngine = { describe: string; stop: () => Promise<void> }

export type StartEngine = (gatewayUrl: string) => Promise<RunningEngine>

const RESYNC_MS = 5_000

const inngestCli = join(root, 'node_modules/.bin/inngest-cli')

/** Asked before anything starts: an optional binary may be missing. */
export async function chooseEngine({ engine, enginePort }: Flags): Promise<StartEngine> {
  if (engine === 'dev-engine') return (gatewayUrl) => startDevEngine(enginePort, gatewayUrl)

  const { exitCode, stdout } = await execa(inngestCli, ['version'], { reject: false })
  if (exitCode === 0) return (gatewayUrl) => startInngest(enginePort, gatewayUrl, stdout.trim())
  throw new Sentence(
    'inngest-cli is not installed or its binary does not answer; npm start alone uses the embedded engine',
  )
}

const appUrls = (gatewayUrl: string) => inngestApps.map((app) => `${gatewayUrl}/api/inngest/${app}`)

async function startDevEngine(port: number, gatewayUrl: string): Promise<RunningEngine> {
  const log = createWriteStream(join(logDir, 'engine.log'))
  const engine = await createEngine({
    storage: openStorage(join(stateDir, 'dev-engine.sqlite')),
    apps: appUrls(gatewayUrl).map((url) => ({ url })),
    retryDelay: '1s',
    log: (entry) => log.write(`${JSON.stringify(entry)}\n`),
  })
  await listen(engine, { port })
  await engine.sync()
  // wrangler reloads a changed worker by itself; its functions follow. A worker that is being rebuilt does not answer, which is no news.
  const resync = setInterval(() => void engine.sync().catch(() => {}), RESYNC_MS)
  const functions = engine.apps().reduce((count, app) => count + app.functions.length, 0)
  return {
    describe: `dev-engine, ${functions} functions`,
    stop: () => {
      clearInterval(resync)
      return engine.close()
    },
  }
}

function openStorage(path: string): Storage {
  try {
    return sqliteStorage(path)
  } catch (error) {
    throw new Sentence(error instanceof Error ? error.message : String(error))
  }
}

async function startInngest(port: number, gatewayUrl: string, version: string): Promise<RunningEngine> {
  const urls = appUrls(gatewayUrl).flatMap((url) => ['-u', url])
  const child = execa(
    inngestCli,
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
    describe: `inngest-cli ${version}`,
    stop: async () => {
      child.kill()
      await child
    },
  }
}

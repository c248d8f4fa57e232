#!/usr/bin/env node
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { createEngine } from './create-engine.ts'
import { listen, sqliteStorage } from './node/index.ts'
import { keepSynced } from './cli/keep-synced.ts'
import { readFlags, type Flags, usage } from './cli/read-flags.ts'
import { writeLog } from './cli/write-log.ts'

async function start(flags: Flags): Promise<void> {
  mkdirSync(dirname(flags.state), { recursive: true })
  const engine = await createEngine({
    storage: sqliteStorage(flags.state),
    apps: flags.apps.map((url) => ({ url })),
    ...(flags.retryDelay !== undefined && { retryDelay: flags.retryDelay }),
    log: writeLog,
  })
  const url = await listen(engine, { port: flags.port, host: flags.host })
  const stopSyncing = keepSynced(engine, writeLog)

  const stop = async () => {
    stopSyncing()
    await engine.close()
    writeLog({ level: 'info', message: 'stopped' })
  }
  // The default comes back with the first signal, so a second one ends a stop that waits for a long step.
  process.once('SIGINT', () => void stop())
  process.once('SIGTERM', () => void stop())
  writeLog({ level: 'info', message: 'listening, for laptops and tests, never for production', url })
}

try {
  const flags = readFlags(process.argv.slice(2))
  if (flags === 'help') process.stdout.write(usage)
  else await start(flags)
} catch (error) {
  process.stderr.write(`dev-engine: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}

import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { createEngine } from '../create-engine.ts'
import { listen, sqliteStorage } from '../node/index.ts'
import { keepSynced } from './keep-synced.ts'
import type { Flags } from './read-flags.ts'
import { writeLog } from './write-log.ts'

/** Runs an engine until it is told to stop. */
export async function serve(flags: Flags): Promise<void> {
  mkdirSync(dirname(flags.state), { recursive: true })
  const engine = await createEngine({
    storage: sqliteStorage(flags.state),
    apps: flags.apps.map((url) => ({ url })),
    ...(flags.retryDelay !== undefined && { retryDelay: flags.retryDelay }),
    log: writeLog,
    // The log has said why. Whoever watches the process is to see that it is over.
    onDeath: () => process.exit(1),
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

import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { Sentence } from '../sentence.ts'
import { configs, logDir, root, stateDir, wrangler, wranglerEnv } from '../workspace.ts'
import { findBuildError } from './find-build-error.ts'
import type { Flags } from './read-flags.ts'
import { waitUntilHealthy } from './wait-until-healthy.ts'

const alone = {
  // esbuild keeps less garbage; it waits for changes most of the time.
  GOGC: '10',
  // Other clones and tests on this machine have workers of the same names; wrangler would connect ours to theirs.
  WRANGLER_REGISTRY_PATH: join(stateDir, 'registry'),
}

export type Workers = {
  /** Of the group that everything of wrangler's runs in. */
  pid: number
  /** Resolves when every worker answers; rejects with one sentence when one does not, or does not build. */
  ready: (healthUrl: string) => Promise<void>
  /** Rejects when the workers end without being asked to. */
  ended: Promise<never>
  stop: () => Promise<void>
}

/** All workers in one `wrangler dev`, in a process group of its own so that nothing of it stays behind. */
export function startWorkers({ port, patience }: Pick<Flags, 'port' | 'patience'>): Workers {
  const args = configs.flatMap((config) => ['--config', config])
  const child = execa(
    process.execPath,
    [
      wrangler,
      'dev',
      '--local',
      ...args,
      '--persist-to',
      stateDir,
      '--port',
      String(port),
      '--show-interactive-dev-session=false',
    ],
    {
      cwd: root,
      env: { ...wranglerEnv, ...alone },
      stdin: 'ignore',
      all: true,
      buffer: false,
      reject: false,
      detached: true,
      cleanup: false,
    },
  )
  const logFile = join(logDir, 'workers.log')
  const logStream = createWriteStream(logFile)
  child.all.pipe(logStream)

  const failed = Promise.withResolvers<never>()
  failed.promise.catch(() => {})
  let isReady = false
  let said = ''
  child.all.on('data', (chunk: Buffer) => {
    if (isReady) return
    said += chunk.toString()
    const error = findBuildError(said)
    if (error) failed.reject(new Sentence(`the workers do not build: ${error} (all of it is in ${logFile})`))
  })

  let isStopping = false
  const ended = child.then(({ exitCode }): never => {
    if (isStopping) return undefined as never
    throw new Sentence(`the workers ended with code ${exitCode}; what they said is in ${logFile}`)
  })
  ended.catch(() => {})

  return {
    pid: child.pid ?? 0,
    ended,
    ready: async (healthUrl) => {
      await Promise.race([waitUntilHealthy(healthUrl, logFile, patience), failed.promise, ended])
      isReady = true
    },
    stop: async () => {
      isStopping = true
      killGroup(child.pid, 'SIGTERM')
      const patience = setTimeout(() => killGroup(child.pid, 'SIGKILL'), 3_000)
      await child
      clearTimeout(patience)
      // wrangler's own children may outlive it by a moment.
      killGroup(child.pid, 'SIGKILL')
    },
  }
}

function killGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, signal)
  } catch {
    // The group is gone already.
  }
}

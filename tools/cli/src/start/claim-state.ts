import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { Sentence } from '../sentence.ts'

/** `pid` is the start command's, `workers` that of the process group which it leads. */
type Claim = { pid: number; workers?: number }

/**
 * Takes the state directory for this process: two at once would write each other's settings and files. What a killed start left
 * running is stopped first.
 */
export function claimState(
  file: string,
  kill: (pid: number, signal: NodeJS.Signals | 0) => void = (pid, signal) => void process.kill(pid, signal),
) {
  const isAlive = (pid: number) => {
    try {
      kill(pid, 0)
      return true
    } catch {
      return false
    }
  }

  if (existsSync(file)) {
    const { pid, workers } = JSON.parse(readFileSync(file, 'utf8')) as Claim
    if (pid !== process.pid && isAlive(pid)) {
      throw new Sentence(`Millrace runs here already, as process ${pid}: stop it first, or use another clone`)
    }
    if (workers !== undefined && isAlive(-workers)) kill(-workers, 'SIGKILL')
  }
  const write = (claim: Claim) => writeFileSync(file, JSON.stringify(claim))
  mkdirSync(dirname(file), { recursive: true })
  write({ pid: process.pid })
  return {
    nameWorkers: (workers: number) => write({ pid: process.pid, workers }),
    release: () => rmSync(file, { force: true }),
  }
}

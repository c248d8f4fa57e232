import { EngineKilled } from '../engine-killed.ts'
import type { Place } from './fault.ts'

/** The engine dies as by SIGKILL: before the write, or after it and before anybody has heard of it. */
export interface Killed {
  fault: 'killed'
  when: 'before' | 'after'
  write: Place
  what?: string
}

export function dieAtWrite({ when }: Killed, commit: () => void, kill: () => void): never {
  if (when === 'after') commit()
  kill()
  throw new EngineKilled()
}

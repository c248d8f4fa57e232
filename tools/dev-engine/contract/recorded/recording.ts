import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Observed } from '../scenario.ts'

const FILE = join(import.meta.dirname, 'inngest.json')

/** What the real server did, by the scenario's name. */
export interface Recording {
  /** As `inngest version` says it. */
  server: string
  sdk: string
  recordedOn: string
  observed: { [scenario: string]: Observed }
}

export function readRecording(): Recording {
  return JSON.parse(readFileSync(FILE, 'utf8')) as Recording
}

export function writeRecording(recording: Recording): void {
  writeFileSync(FILE, `${JSON.stringify(recording, null, 2)}\n`)
}

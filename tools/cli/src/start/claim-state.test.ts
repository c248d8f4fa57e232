import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { claimState } from './claim-state.ts'

const aFile = (claim?: object) => {
  const file = join(mkdtempSync(join(tmpdir(), 'millrace-')), 'state/start.json')
  if (!claim) return file
  const flat = join(mkdtempSync(join(tmpdir(), 'millrace-')), 'start.json')
  writeFileSync(flat, JSON.stringify(claim))
  return flat
}

/** Processes that are there, and what was sent to them. */
function processes(...alive: number[]) {
  const killed: number[] = []
  const kill = (pid: number, signal: NodeJS.Signals | 0) => {
    if (!alive.includes(pid)) throw new Error('ESRCH')
    if (signal !== 0) killed.push(pid)
  }
  return { kill, killed }
}

it('refuses while another start runs, and says which', () => {
  const { kill, killed } = processes(41)

  expect(() => claimState(aFile({ pid: 41, workers: 42 }), kill)).toThrow('as process 41')
  expect(killed).toEqual([])
})

it('stops the workers that a killed start left behind', () => {
  const { kill, killed } = processes(-42)

  claimState(aFile({ pid: 41, workers: 42 }), kill)

  expect(killed).toEqual([-42])
})

it('leaves nothing behind when it is released', () => {
  const file = aFile()
  const claim = claimState(file, processes().kill)
  expect(existsSync(file)).toBe(true)

  claim.release()

  expect(existsSync(file)).toBe(false)
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openDatabase } from './open-database.ts'

function aFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dev-engine-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'state.sqlite')
}

it('belongs to one engine at a time', () => {
  const file = aFile()
  const first = openDatabase(file)

  expect(() => openDatabase(file)).toThrow(`state file ${file} belongs to another dev-engine`)

  first.close()
  openDatabase(file).close()
})

it('refuses a file of another version', () => {
  const file = aFile()
  const db = openDatabase(file)
  db.exec('PRAGMA user_version = 999')
  db.close()

  expect(() => openDatabase(file)).toThrow('was written by another version of dev-engine, delete it')
})

it('refuses a file that is no database', () => {
  const file = aFile()
  writeFileSync(file, 'not a database, but long enough to be looked at twice'.repeat(100))

  expect(() => openDatabase(file)).toThrow(`state file ${file} is not a SQLite database`)
})

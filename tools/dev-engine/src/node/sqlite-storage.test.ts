import { DatabaseSync } from 'node:sqlite'
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { aStateFile } from '../../test/an-engine-process.ts'
import { sqliteStorage } from './sqlite-storage.ts'

it('gives back what was written, in order, after it was closed', () => {
  const file = aStateFile()
  const first = sqliteStorage(file)
  first.commit([
    { table: 'runs', key: 'b', record: { n: 1, nothing: null } },
    { table: 'runs', key: 'a', record: { n: 2 } },
    { table: 'events', key: 'c', record: { n: 3 } },
  ])
  first.commit([
    { table: 'runs', key: 'b', record: { n: 4, nothing: null } },
    { table: 'events', key: 'c', record: null },
  ])
  first.close()

  const second = sqliteStorage(file)
  expect([...second.load()]).toEqual([
    { table: 'runs', key: 'a', record: { n: 2 } },
    { table: 'runs', key: 'b', record: { n: 4, nothing: null } },
  ])
  second.close()
})

it('writes all of a change or none of it', () => {
  const storage = sqliteStorage(aStateFile())
  const circular: Record<string, unknown> = {}
  circular['self'] = circular

  expect(() =>
    storage.commit([
      { table: 'runs', key: 'a', record: {} },
      { table: 'runs', key: 'b', record: circular },
    ]),
  ).toThrow('circular')

  expect([...storage.load()]).toEqual([])
  storage.commit([{ table: 'runs', key: 'a', record: {} }])
  expect([...storage.load()]).toHaveLength(1)
  storage.close()
})

it('belongs to one engine at a time', () => {
  const file = aStateFile()
  const first = sqliteStorage(file)

  expect(() => sqliteStorage(file)).toThrow(`state file ${file} belongs to another dev-engine`)

  first.close()
  sqliteStorage(file).close()
})

it('refuses a file of another version', () => {
  const file = aStateFile()
  sqliteStorage(file).close()
  const db = new DatabaseSync(file)
  db.exec('PRAGMA user_version = 999')
  db.close()

  expect(() => sqliteStorage(file)).toThrow('was written by another version of dev-engine, delete it')
})

it('refuses a file that is no database', () => {
  const file = aStateFile()
  writeFileSync(file, 'not a database, but long enough to be looked at twice'.repeat(100))

  expect(() => sqliteStorage(file)).toThrow(`state file ${file} is not a SQLite database`)
})

it('refuses the database of something else, and leaves it as it was', () => {
  const file = aStateFile()
  const db = new DatabaseSync(file)
  db.exec('CREATE TABLE orders (id TEXT)')
  db.close()
  const before = readFileSync(file)

  expect(() => sqliteStorage(file)).toThrow(`state file ${file} is the database of something else`)
  expect(readFileSync(file)).toEqual(before)
})

it('names the file that cannot be opened', () => {
  const file = `${aStateFile()}/nowhere/state.sqlite`

  expect(() => sqliteStorage(file)).toThrow(`state file ${file} cannot be opened`)
})

import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { createTransactions } from './create-transactions.ts'

function aTable() {
  const db = new DatabaseSync(':memory:')
  db.exec('CREATE TABLE things (name TEXT)')
  const add = (name: string) => db.prepare('INSERT INTO things VALUES (?)').run(name)
  return {
    ...createTransactions(db),
    add,
    count: () => db.prepare('SELECT name FROM things').all().length,
    db,
  }
}

it('keeps all of a change or none of it', () => {
  const { transaction, add, count } = aTable()

  expect(() =>
    transaction(() => {
      add('a')
      throw new Error('no')
    }),
  ).toThrow('no')
  expect(count()).toBe(0)

  transaction(() => add('b'))
  expect(count()).toBe(1)
})

it('speaks of a change only once it is safe', () => {
  const { transaction, afterCommit, db } = aTable()
  const heard: string[] = []

  transaction(() => afterCommit(() => heard.push(db.isTransaction ? 'too early' : 'safe')))
  expect(() =>
    transaction(() => {
      afterCommit(() => heard.push('never happened'))
      throw new Error('no')
    }),
  ).toThrow('no')
  afterCommit(() => heard.push('at once'))

  expect(heard).toEqual(['safe', 'at once'])
})

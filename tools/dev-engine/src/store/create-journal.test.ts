import { expect, it } from 'vitest'
import { createJournal } from './create-journal.ts'
import { createTable } from './create-table.ts'
import { groupIndex } from './group-index.ts'
import { memoryStorage } from './memory-storage.ts'
import type { Storage } from './storage.ts'

interface Thing {
  name: string
  color: string
}

function aTable(storage: Storage = memoryStorage()) {
  const journal = createJournal(storage)
  const byColor = groupIndex<Thing>(
    ({ color }) => color,
    ({ name }) => name,
  )
  const things = createTable<Thing>(journal, 'things', ({ name }) => name, [byColor])
  return { ...journal, storage, things, byColor, names: () => [...things.values()].map(({ name }) => name) }
}

it('keeps all of a change or none of it, in memory and in the storage', () => {
  const { transaction, things, byColor, storage } = aTable()
  transaction(() => things.save({ name: 'kept', color: 'red' }))

  expect(() =>
    transaction(() => {
      things.save({ name: 'kept', color: 'blue' })
      things.save({ name: 'new', color: 'blue' })
      things.remove('kept')
      throw new Error('no')
    }),
  ).toThrow('no')

  expect([...things.values()]).toEqual([{ name: 'kept', color: 'red' }])
  expect(byColor.list('red')).toEqual([{ name: 'kept', color: 'red' }])
  expect(byColor.list('blue')).toEqual([])
  expect([...storage.load()]).toHaveLength(1)
})

it('leaves memory as it was when the storage cannot write', () => {
  const { transaction, things } = aTable({
    ...memoryStorage(),
    commit() {
      throw new Error('disk full')
    },
  })

  expect(() => transaction(() => things.save({ name: 'a', color: 'red' }))).toThrow('disk full')

  expect(things.size).toBe(0)
})

it('hands each change over once, as a whole, and only what differs', () => {
  const commits: unknown[] = []
  const { transaction, things } = aTable({
    ...memoryStorage(),
    commit: (changes) => void commits.push(changes),
  })

  transaction(() => {
    things.save({ name: 'a', color: 'red' })
    things.save({ name: 'a', color: 'blue' })
    things.save({ name: 'gone', color: 'blue' })
    things.remove('gone')
  })
  transaction(() => {})

  expect(commits).toEqual([[{ table: 'things', key: 'a', record: { name: 'a', color: 'blue' } }]])
})

it('speaks of a change only once it is safe', () => {
  const heard: string[] = []
  const { transaction, afterCommit, onCommit, things } = aTable({
    ...memoryStorage(),
    commit: () => void heard.push('written'),
  })
  onCommit(() => heard.push('watched'))

  transaction(() => {
    things.save({ name: 'a', color: 'red' })
    afterCommit(() => heard.push('told'))
  })
  expect(() =>
    transaction(() => {
      afterCommit(() => heard.push('never happened'))
      throw new Error('no')
    }),
  ).toThrow('no')
  afterCommit(() => heard.push('at once'))

  expect(heard).toEqual(['written', 'told', 'watched', 'at once'])
})

it('refuses a change outside of a transaction, and any after it was stopped', () => {
  const { transaction, things, stop } = aTable()

  expect(() => things.save({ name: 'a', color: 'red' })).toThrow('things a changed outside of a transaction')
  stop(new Error('killed'))
  expect(() => transaction(() => things.save({ name: 'a', color: 'red' }))).toThrow('killed')
})

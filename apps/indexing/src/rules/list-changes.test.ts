import { expect, it } from 'vitest'
import { listChanges } from './list-changes.ts'

const commit = (files: object) => ({ added: [], modified: [], removed: [], ...files })

it('says of each file what the last commit did', () => {
  const commits = [
    commit({ added: ['a.md', 'b.txt'] }),
    commit({ removed: ['a.md'], modified: ['c.HTML'] }),
    commit({ added: ['d.pdf'], removed: ['b.txt'] }),
    commit({ added: ['b.txt'] }),
  ]

  expect(listChanges(commits)).toEqual([
    { path: 'a.md', isRemoved: true },
    { path: 'c.HTML', isRemoved: false },
    { path: 'd.pdf', isRemoved: false },
    { path: 'b.txt', isRemoved: false },
  ])
})

it('leaves out what we do not index', () => {
  expect(listChanges([commit({ added: ['a.ts', 'README', 'md', 'image.png', 'a.md.bak'] })])).toEqual([])
})

import { expect, it } from 'vitest'
import { compareFunctions } from './compare-functions.ts'

const deployed = { 'process-order': ['charge-payment', 'ship-order'], 'send-digest': ['send-email'] }

it('has nothing to say where nothing changed', () => {
  expect(compareFunctions(deployed, structuredClone(deployed))).toEqual([])
})

it('names a function that would leave its runs orphaned, and what it may have become', () => {
  const { 'send-digest': steps, ...rest } = deployed
  const changes = compareFunctions(deployed, { ...rest, 'mail-digest': steps })

  expect(changes).toEqual([
    { functionId: 'send-digest', harms: true, text: expect.stringContaining('orphaned') },
    { functionId: 'mail-digest', harms: false, text: 'is new' },
  ])
  expect(changes[0]?.text).toContain('renamed to mail-digest')
})

it('names a step that would be done twice', () => {
  const next = { ...deployed, 'process-order': ['charge-card', 'ship-order'] }

  expect(compareFunctions(deployed, next)).toEqual([
    {
      functionId: 'process-order',
      harms: true,
      text: expect.stringContaining('"charge-card" in place of "charge-payment"'),
    },
  ])
})

it('lets a step be added or taken away, and says what runs in flight make of it', () => {
  const added = { ...deployed, 'send-digest': ['send-email', 'count'] }

  expect(compareFunctions(deployed, added)).toEqual([
    { functionId: 'send-digest', harms: false, text: expect.stringContaining('do it too') },
  ])
  expect(compareFunctions(added, deployed)).toEqual([
    { functionId: 'send-digest', harms: false, text: expect.stringContaining('forget') },
  ])
})

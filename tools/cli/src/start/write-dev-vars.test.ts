import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { writeDevVars } from './write-dev-vars.ts'

const aDir = () => mkdtempSync(join(tmpdir(), 'millrace-'))

it('keeps the secrets it once made and lets addresses follow', () => {
  const dir = aDir()
  writeDevVars(dir, { secrets: { KEY: 'first' }, addresses: { URL: 'http://a' } })

  const values = writeDevVars(dir, { secrets: { KEY: 'second' }, addresses: { URL: 'http://b' } })

  expect(values).toEqual({ KEY: 'first', URL: 'http://b' })
  expect(readFileSync(join(dir, '.dev.vars'), 'utf8')).toContain('KEY="first"\nURL="http://b"\n')
})

it('keeps values that a person added', () => {
  const dir = aDir()
  writeFileSync(join(dir, '.dev.vars'), 'ALERT_WEBHOOK_URL=http://mine\n')

  expect(writeDevVars(dir, { secrets: {}, addresses: {} })).toEqual({ ALERT_WEBHOOK_URL: 'http://mine' })
})

it('keeps a value of several lines as it is', () => {
  const dir = aDir()
  const key = '-----BEGIN-----\nabc\n-----END-----\n'
  writeDevVars(dir, { secrets: { KEY: key }, addresses: {} })

  expect(writeDevVars(dir, { secrets: { KEY: 'other' }, addresses: {} })).toEqual({ KEY: key })
})

it('lets nobody else read the file', () => {
  const dir = aDir()

  writeDevVars(dir, { secrets: { KEY: 'x' }, addresses: {} })

  expect(statSync(join(dir, '.dev.vars')).mode & 0o077).toBe(0)
})

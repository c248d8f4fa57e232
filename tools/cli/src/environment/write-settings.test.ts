import { parse } from '@decimalturn/toml-patch'
import { expect, it } from 'vitest'
import { writeSettings } from './write-settings.ts'

const FILE = `name = "millrace"

# Ours.
[env.staging]
name = "millrace-staging"

[[env.staging.d1_databases]]
binding = "DB"
database_name = "millrace-staging"

[env.production]
name = "millrace-production"
`
const settings = { accountId: 'acc', databaseId: 'd1-7', domain: 'app.example.com' }

it('writes the ids and the domain into one environment alone', () => {
  const after = writeSettings(FILE, 'staging', settings)

  expect(parse(after)).toMatchObject({
    env: {
      staging: {
        account_id: 'acc',
        workers_dev: false,
        d1_databases: [{ database_id: 'd1-7' }],
        routes: [{ pattern: 'app.example.com', custom_domain: true }],
      },
      production: { name: 'millrace-production' },
    },
  })
  expect(after).toContain('# Ours.\n[env.staging]')
  expect((parse(after) as { env: { production: object } }).env.production).toEqual({
    name: 'millrace-production',
  })
})

it('changes nothing the second time, and moves the domain when it is another', () => {
  const once = writeSettings(FILE, 'staging', settings)

  expect(writeSettings(once, 'staging', settings)).toBe(once)
  expect(writeSettings(once, 'staging', { ...settings, domain: 'x.example.com' })).toBe(
    once.replace('app.example.com', 'x.example.com'),
  )
})

it('leaves the address alone where no domain is given', () => {
  expect(writeSettings(FILE, 'staging', { accountId: 'acc', databaseId: 'd' })).not.toContain('workers_dev')
})

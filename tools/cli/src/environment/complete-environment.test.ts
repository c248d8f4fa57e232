import { parse } from '@decimalturn/toml-patch'
import { expect, it } from 'vitest'
import { completeEnvironment } from './complete-environment.ts'

const names = { env: 'staging', name: 'millrace', base: 'millrace' }

const TOP = `# A worker.
name = "millrace-billing"

[vars]
LIMIT = "10"
INNGEST_APP_ID = "billing"

[[durable_objects.bindings]]
name = "INBOX"
class_name = "Inbox"

[[services]]
binding = "DELIVERIES"
service = "millrace-ingress"
entrypoint = "Deliveries"

[[d1_databases]]
binding = "DB"
database_name = "millrace"
database_id = "millrace-local"
`

const stagingOf = (text: string) => (parse(text) as { env: { staging: object } }).env.staging

it('gives an environment what the top level has, under names of its own and without the id of the laptop', () => {
  expect(stagingOf(completeEnvironment(TOP, names))).toEqual({
    name: 'millrace-billing-staging',
    vars: { LIMIT: '10', INNGEST_APP_ID: 'millrace-billing' },
    durable_objects: { bindings: [{ name: 'INBOX', class_name: 'Inbox' }] },
    services: [{ binding: 'DELIVERIES', service: 'millrace-ingress-staging', entrypoint: 'Deliveries' }],
    d1_databases: [{ binding: 'DB', database_name: 'millrace-staging' }],
  })
})

it('gives a rate limit a number that no other environment has', () => {
  const text = `${TOP}\n[[ratelimits]]\nname = "REFUSALS"\nnamespace_id = "1001"\nsimple = { limit = 20, period = 10 }\n`
  const both = completeEnvironment(completeEnvironment(text, names), { ...names, env: 'production' })

  const { staging, production } = (parse(both) as { env: Record<string, { ratelimits: object[] }> }).env
  const numbers = [staging, production].map((env) => Reflect.get(env?.ratelimits[0] ?? {}, 'namespace_id'))
  expect(numbers).toEqual([expect.stringMatching(/^\d+$/), expect.stringMatching(/^\d+$/)])
  expect(new Set([...numbers, '1001']).size).toBe(3)
})

it('changes nothing the second time', () => {
  const once = completeEnvironment(TOP, names)

  expect(completeEnvironment(once, names)).toBe(once)
})

it('keeps values, ids and comments that are there, and adds the variable and the binding that are not', () => {
  const before = completeEnvironment(TOP, names)
    .replace(
      'LIMIT = "10"\nINNGEST_APP_ID = "millrace',
      '# Plan of ours: 50.\nLIMIT = "50"\nINNGEST_APP_ID = "millrace',
    )
    .replace('database_name = "millrace-staging"', 'database_name = "millrace-staging"\ndatabase_id = "d1-7"')
    .replace('INNGEST_APP_ID = "billing"', 'INNGEST_APP_ID = "billing"\nCOLOUR = "blue"')
    .replace('[[services]]', '[[services]]\nbinding = "MAIL"\nservice = "millrace-mail"\n\n[[services]]')

  const after = completeEnvironment(before, names)

  expect(after).toContain('# Plan of ours: 50.\nLIMIT = "50"')
  expect(stagingOf(after)).toMatchObject({
    vars: { LIMIT: '50', COLOUR: 'blue' },
    d1_databases: [{ database_id: 'd1-7' }],
    services: [{ binding: 'DELIVERIES' }, { binding: 'MAIL', service: 'millrace-mail-staging' }],
  })
})

it('renames what an account knows, and nothing else', () => {
  const renamed = completeEnvironment(completeEnvironment(TOP, names), { ...names, name: 'acme' })

  expect(stagingOf(renamed)).toMatchObject({
    name: 'acme-billing-staging',
    vars: { INNGEST_APP_ID: 'acme-billing' },
    durable_objects: { bindings: [{ name: 'INBOX' }] },
    services: [{ service: 'acme-ingress-staging' }],
    d1_databases: [{ database_name: 'acme-staging' }],
  })
  expect(renamed).toContain('# A worker.\nname = "millrace-billing"\n')
})

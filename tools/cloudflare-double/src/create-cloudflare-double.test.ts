import { afterEach, beforeEach, expect, it } from 'vitest'
import { type CloudflareDouble, createCloudflareDouble } from './create-cloudflare-double.ts'

let double: CloudflareDouble
let account = ''
beforeEach(async () => {
  double = createCloudflareDouble()
  account = `${await double.listen()}/accounts/acc`
})
afterEach(() => double.close())

type Answer = { status: number; code: number | undefined; result: unknown }

async function call(method: string, path: string, body?: object | FormData): Promise<Answer> {
  const isForm = body instanceof FormData
  const response = await fetch(account + path, {
    method,
    ...(isForm ? { body } : body && { body: JSON.stringify(body) }),
  })
  const { errors, result } = (await response.json()) as { errors: { code: number }[]; result: unknown }
  return { status: response.status, code: errors[0]?.code, result }
}

function anUpload(metadata: object = {}): FormData {
  const form = new FormData()
  form.set('metadata', new Blob([JSON.stringify({ main_module: 'index.js', ...metadata })]))
  form.set('index.js', new File(['export default {}'], 'index.js'))
  return form
}

const put = (name: string, metadata: object = {}) =>
  call('PUT', `/workers/scripts/${name}`, anUpload(metadata))

it('answers 501 to what it does not play, and names it', async () => {
  const response = await fetch(`${account}/queues`)

  expect(response.status).toBe(501)
  expect(await response.text()).toContain('the double does not play GET /accounts/acc/queues')
})

it('lets a call go wrong once, before or after its effect', async () => {
  double.failAt(1, 'error-500')
  double.failAt(2, 'rate-limited')
  double.failAt(3, 'dropped-before')
  double.failAt(4, 'dropped-after')
  const make = (name: string) => call('POST', '/r2/buckets', { name })

  expect((await make('a')).status).toBe(500)
  expect((await make('b')).status).toBe(429)
  await expect(make('c')).rejects.toThrow('fetch failed')
  await expect(make('d')).rejects.toThrow('fetch failed')
  expect((await make('e')).status).toBe(200)

  expect([...double.account.buckets.keys()]).toEqual(['d', 'e'])
  expect(double.calls).toHaveLength(5)
})

it('lets the call go wrong that is meant, once', async () => {
  double.failOn('GET', /\/buckets$/, 'error-500')
  const statuses: number[] = []
  for (const path of ['/d1/database', '/r2/buckets', '/r2/buckets']) {
    statuses.push((await call('GET', path)).status)
  }

  expect(statuses).toEqual([200, 500, 200])
})

it('lists twenty buckets, as Cloudflare does', async () => {
  for (let number = 0; number < 21; number += 1) double.account.buckets.set(`bucket-${number}`, [])

  const { result } = await call('GET', '/r2/buckets')

  expect((result as { buckets: unknown[] }).buckets).toHaveLength(20)
})

it('runs the statements that D1 is sent, all of them or none', async () => {
  const { result } = await call('POST', '/d1/database', { name: 'db' })
  const query = (sql: string) =>
    call('POST', `/d1/database/${(result as { uuid: string }).uuid}/query`, { sql })
  await query('CREATE TABLE a (id TEXT)')

  const broken = await query("INSERT INTO a VALUES ('1'); INSERT INTO nowhere VALUES ('2')")

  expect(broken.code).toBe(7500)
  expect((await query('SELECT count(*) AS n FROM a')).result).toEqual([
    expect.objectContaining({ results: [{ n: 0 }] }),
  ])
})

it.each([
  ['a worker', { type: 'service', name: 'X', service: 'nobody' }, 10_143],
  ['a database', { type: 'd1', name: 'X', id: 'nowhere' }, 10_181],
  ['a bucket', { type: 'r2_bucket', name: 'X', bucket_name: 'nowhere' }, 10_085],
])('refuses a binding to %s that is not there', async (_, binding, code) => {
  expect((await put('worker', { bindings: [binding] })).code).toBe(code)
  expect(double.account.workers.size).toBe(0)
})

it('takes a version only of a worker that exists, and none that migrates Durable Objects', async () => {
  const upload = (metadata: object = {}) =>
    call('POST', '/workers/scripts/worker/versions', anUpload(metadata))

  expect((await upload()).code).toBe(10_007)
  await put('worker')
  expect((await upload({ migrations: { new_tag: 'v1' } })).code).toBe(10_211)
  expect((await upload()).status).toBe(200)
})

it('keeps secrets over a deploy, tells nobody their values, and takes none beside an undeployed version', async () => {
  const store = (value: string) =>
    call('PATCH', '/workers/scripts/worker/secrets-bulk', { secrets: { KEY: { text: value } } })
  await put('worker')
  await store('hunter2')
  await put('worker')

  expect((await call('GET', '/workers/scripts/worker/secrets')).result).toEqual([
    { name: 'KEY', type: 'secret_text' },
  ])
  expect(JSON.stringify(double.describe())).not.toContain('hunter2')

  await call('POST', '/workers/scripts/worker/versions', anUpload())
  expect((await store('other')).code).toBe(10_215)
})

it('copies an account so that what happens to the copy does not happen to it', async () => {
  await put('worker')
  await call('POST', '/d1/database', { name: 'db' })
  double.account.databases[0]?.db.exec("CREATE TABLE a (id TEXT); INSERT INTO a VALUES ('1')")
  const copy = createCloudflareDouble({ holds: double.copy() })

  copy.account.databases[0]?.db.exec("INSERT INTO a VALUES ('2')")
  copy.account.workers.clear()

  expect(double.account.databases[0]?.db.prepare('SELECT id FROM a').all()).toEqual([{ id: '1' }])
  expect([...double.account.workers.keys()]).toEqual(['worker'])
  expect(copy.account.databases[0]?.db.prepare('SELECT id FROM a ORDER BY id').all()).toHaveLength(2)
})

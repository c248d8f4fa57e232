import { expect, it } from 'vitest'
import { createEngine, memoryStorage } from '../src/index.ts'
import { anApp, type DefineFunctions } from './an-app.ts'
import { anEngine } from './an-engine.ts'

const triggers = [{ event: 'shop/placed' }]
const plain: DefineFunctions = (inngest) => [inngest.createFunction({ id: 'plain', triggers }, () => 'plain')]

it('serves several apps', async () => {
  const apps = [anApp('shop', plain), anApp('billing', plain)]
  const { engine, send } = await anEngine(plain, { apps })

  await send('shop/placed')

  expect(engine.runs.find().map((run) => [run.function_id, run.status])).toEqual([
    ['billing-plain', 'Completed'],
    ['shop-plain', 'Completed'],
  ])
})

it('refuses an app with all its reasons, and the others work on', async () => {
  const refused = anApp('billing', (inngest) => [
    inngest.createFunction(
      { id: 'slow', triggers, debounce: { period: '8d' }, rateLimit: { limit: 0, period: '1m' } },
      () => 1,
    ),
    inngest.createFunction(
      { id: 'stops', triggers, cancelOn: [{ event: 'shop/stop', if: 'has(async.data.x)' }] },
      () => 1,
    ),
    inngest.createFunction({ id: 'good', triggers }, () => 1),
  ])
  const engine = await createEngine({ apps: [refused, anApp('shop', plain)] })

  await expect(engine.sync()).rejects.toThrow(
    [
      'billing/slow: rateLimit limit 0 is not a whole number above 0',
      'billing/slow: debounce period: 8d is longer than 7 days',
      'billing/stops: cancelOn expression `has(async.data.x)`: function calls, has() and arithmetic are not allowed here',
    ].join('\n'),
  )
  await engine.send({ name: 'shop/placed' })
  await engine.whenIdle()

  expect(engine.runs.find().map((run) => run.function_id)).toEqual(['shop-plain'])
  expect(engine.apps()).toMatchObject([
    { app_id: null, functions: [], error: expect.stringContaining('billing/stops') },
    { app_id: 'shop', functions: [{ id: 'shop-plain' }], error: null },
  ])
  await engine.close()
})

it('serves an app that is named twice once', async () => {
  const { engine, send } = await anEngine(plain, { apps: [anApp('shop', plain), anApp('shop', plain)] })

  await send('shop/placed')

  expect(engine.runs.find()).toHaveLength(1)
})

it('refuses a function that another app already serves', async () => {
  const twice = [anApp('shop', plain), { ...anApp('shop', plain), url: 'http://again.test/api/inngest' }]
  const engine = await createEngine({ apps: twice })

  await expect(engine.sync()).rejects.toThrow(
    'shop-plain: app http://shop.test/api/inngest already serves a function of this id',
  )
  await engine.close()
})

it.each([
  ['does not answer', () => Promise.reject(new Error('connect refused')), 'does not answer: connect refused'],
  ['answers with an error', () => new Response('gone', { status: 410 }), 'answered 410: gone'],
  ['is something else', () => new Response('<html>'), 'is this its serve path?'],
])('says which app %s', async (_, fetch, reason) => {
  const engine = await createEngine({ apps: [{ url: 'http://shop.test/x', fetch }] })

  await expect(engine.sync()).rejects.toThrow(
    `app http://shop.test/x ${reason.startsWith('is') ? 'did not' : ''}`,
  )
  expect(engine.apps()[0]?.error).toContain(reason)
  await engine.close()
})

it('remembers the functions of an app that is not back yet, and calls it once it is', async () => {
  const storage = memoryStorage()
  const app = anApp('shop', plain)
  const before = await createEngine({ storage, apps: [app] })
  await before.sync()
  await before.close()

  let isBack = false
  const fetch = async (request: Request) => (isBack ? app.fetch(request) : new Response('', { status: 502 }))
  const { engine, send, outputs } = await anEngine(
    plain,
    { storage, apps: [{ url: app.url, fetch }] },
    'no sync',
  )
  await expect(engine.sync()).rejects.toThrow('answered 502')
  await send('shop/placed')
  expect(engine.runs.find()).toMatchObject([{ status: 'Running', executions: 1 }])

  isBack = true
  await engine.sync()
  await engine.whenIdle()
  expect(outputs()).toEqual(['plain'])
})

it('hears of changed functions, and keeps the last good ones when a sync fails', async () => {
  let define = plain
  const fetch = (request: Request) => anApp('shop', define).fetch(request)
  const { engine, send, outputs } = await anEngine(plain, {
    apps: [{ url: 'http://shop.test/api/inngest', fetch }],
  })

  define = (inngest) => [inngest.createFunction({ id: 'changed', triggers }, () => 'changed')]
  await engine.sync()
  await send('shop/placed')
  expect(outputs()).toEqual(['changed'])

  define = (inngest) => [
    inngest.createFunction({ id: 'changed', triggers, debounce: { period: '8d' } }, () => 'refused'),
  ]
  await expect(engine.sync()).rejects.toThrow('debounce')
  await send('shop/placed')
  expect(outputs()).toEqual(['refused', 'changed'])
})

const steps = { step: { runtime: { type: 'http' } } }

it.each([
  ['function number 1: it is no object', null],
  ['function number 1: id is no text', { triggers: [], steps }],
  ['function f: triggers is no list', { id: 'f', steps }],
  ['function f: a trigger has neither an event nor a cron', { id: 'f', triggers: [{}], steps }],
  ['function f: steps.step is no object', { id: 'f', triggers: [] }],
  ['function f: steps.step.runtime is no object', { id: 'f', triggers: [], steps: { step: {} } }],
  [
    'function f: steps.step.retries.attempts is no whole number',
    { id: 'f', triggers: [], steps: { step: { runtime: {}, retries: { attempts: 'x' } } } },
  ],
])('names the function and the field of an answer that has not its shape: %s', async (reason, config) => {
  const fetch = async () => Response.json({ app_id: 'shop', functions: [config] })
  const engine = await createEngine({ apps: [{ url: 'http://shop.test/api/inngest', fetch }] })

  await expect(engine.sync()).rejects.toThrow(reason)
  await engine.close()
})

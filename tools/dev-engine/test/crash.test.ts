import { createAdaptorServer } from '@hono/node-server'
import { serve } from 'inngest/edge'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { aClient } from './an-app.ts'
import { aStateFile, anAppOnAPort, CLI, get, send, start, until } from './an-engine-process.ts'

it('goes on after kill -9 in the middle of a step and in the middle of a sleep', async () => {
  const calls = { before: 0, during: 0, parallel: 0, after: 0 }
  const isDuring = Promise.withResolvers<void>()
  const appUrl = await anAppOnAPort((inngest) => [
    inngest.createFunction({ id: 'long', triggers: [{ event: 'shop/placed' }] }, async ({ step }) => {
      await step.run('before', () => void calls.before++)
      await step.run('during', async () => {
        calls.during++
        isDuring.resolve()
        // The first engine dies while it waits for this.
        if (calls.during === 1) await new Promise((resolve) => setTimeout(resolve, 500))
      })
      await Promise.all([step.run('parallel', () => void calls.parallel++), step.sleep('nap', '1s')])
      await step.run('after', () => void calls.after++)
      return 'survived'
    }),
  ])
  const state = aStateFile()

  const first = start(appUrl, state)
  await first.said('app synced')
  await send(await first.url(), { name: 'shop/placed', data: { secret: 'payload' } })
  await isDuring.promise
  await first.kill('SIGKILL')

  const second = start(appUrl, state)
  await until(second, ['Completed', 'Completed', 'Completed', 'Sleeping'])
  await second.kill('SIGKILL')

  const third = start(appUrl, state)
  await third.said('run finished')
  const runs = await get(`${await third.url()}/v1/runs`)

  expect(runs).toMatchObject([{ status: 'Completed', output: 'survived' }])
  expect(calls).toEqual({ before: 1, during: 2, parallel: 1, after: 1 })
  expect(JSON.stringify([...first.lines, ...second.lines, ...third.lines])).not.toContain('payload')
  await third.kill('SIGTERM')
}, 15_000)

it('goes on after kill -9 while it waits for an event and for a function it invoked', async () => {
  const charges: string[] = []
  const isCharging = Promise.withResolvers<void>()
  const appUrl = await anAppOnAPort((inngest) => {
    const charge = inngest.createFunction({ id: 'charge' }, ({ step }) =>
      step.run('charge', async () => {
        charges.push('charge')
        isCharging.resolve()
        // The second engine dies while it waits for this.
        if (charges.length === 1) await new Promise((resolve) => setTimeout(resolve, 500))
        return 'charged'
      }),
    )
    const caller = inngest.createFunction(
      { id: 'caller', triggers: [{ event: 'shop/placed' }], cancelOn: [{ event: 'shop/stop' }] },
      async ({ step }) => {
        const paid = await step.waitForEvent('payment', {
          event: 'shop/paid',
          match: 'data.order',
          timeout: '1h',
        })
        const charged = await step.invoke('charge-card', { function: charge, data: {} })
        await step.waitForEvent('never', { event: 'shop/never', timeout: '1h' })
        return [paid, charged]
      },
    )
    return [charge, caller]
  })
  const state = aStateFile()

  const first = start(appUrl, state)
  await first.said('app synced')
  await send(await first.url(), { name: 'shop/placed', data: { order: 7 } })
  await until(first, ['Waiting'])
  await first.kill('SIGKILL')

  const second = start(appUrl, state)
  await second.said('app synced')
  await send(await second.url(), { name: 'shop/paid', data: { order: 7 } })
  await isCharging.promise
  await second.kill('SIGKILL')

  const third = start(appUrl, state)
  await third.said('run finished')
  await until(third, ['Completed', 'Completed', 'Waiting'])
  await third.kill('SIGKILL')

  const fourth = start(appUrl, state)
  await send(await fourth.url(), { name: 'shop/stop' })
  await fourth.said('run cancelled')
  const runs = await get(`${await fourth.url()}/v1/runs`)

  expect(runs).toMatchObject([
    { function_id: 'shop-charge', status: 'Completed', output: 'charged' },
    { function_id: 'shop-caller', status: 'Cancelled', executions: 1 },
  ])
  expect(charges).toEqual(['charge', 'charge'])
}, 20_000)

it('keeps retries, event ids and counts over a restart', async () => {
  let attempts = 0
  const appUrl = await anAppOnAPort((inngest) => [
    inngest.createFunction({ id: 'flaky', triggers: [{ event: 'shop/placed' }] }, ({ attempt }) => {
      attempts++
      if (attempt === 0) throw Object.assign(new Error('busy'), { name: 'RetryAfterError', retryAfter: '1' })
      return 'done'
    }),
  ])
  const state = aStateFile()
  const event = { name: 'shop/placed', id: 'order-7' }

  const first = start(appUrl, state)
  await first.said('app synced')
  await send(await first.url(), event)
  await first.said('attempt failed')
  await first.kill('SIGKILL')

  const second = start(appUrl, state)
  await second.said('run finished')
  const url = await second.url()
  await send(url, event)
  const runs = await get(`${url}/v1/runs`)
  const executions = await get(`${url}/v1/executions`)

  expect(runs).toMatchObject([{ status: 'Completed', output: 'done' }])
  expect(attempts).toBe(2)
  expect(executions).toEqual({ total: 1, functions: { 'shop-flaky': 1 } })
}, 15_000)

it('stops with exit code 0 when asked to, and leaves the state file to the next', async () => {
  const appUrl = await anAppOnAPort(() => [])
  const state = aStateFile()

  const first = start(appUrl, state)
  await first.url()
  expect(await first.kill('SIGTERM')).toEqual([0, null])

  const second = start(appUrl, state)
  await second.url()
  expect(await second.kill('SIGINT')).toEqual([0, null])
}, 15_000)

it('waits for an app that is not there yet', async () => {
  const server = createAdaptorServer({ fetch: () => new Response('', { status: 404 }) })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')

  const engine = start(`http://127.0.0.1:${port}/api/inngest`, aStateFile())
  expect((await engine.said('app not synced'))['reason']).toContain('ECONNREFUSED')

  const client = aClient('shop')
  const late = createAdaptorServer({ fetch: serve({ client, functions: [] }) })
  late.listen(port, '127.0.0.1')
  onTestFinished(() => void late.close())
  await engine.said('app synced')
  expect(engine.lines.filter(({ message }) => message === 'app not synced')).toHaveLength(1)
}, 15_000)

it('says in one sentence that the state file or the port is taken', async () => {
  const appUrl = await anAppOnAPort(() => [])
  const state = aStateFile()
  const running = start(appUrl, state)
  const { port } = new URL(await running.url())

  expect(await complaintOf(start(appUrl, state))).toBe(
    `dev-engine: state file ${state} belongs to another dev-engine\n`,
  )
  expect(await complaintOf(start(appUrl, aStateFile(), Number(port)))).toBe(
    `dev-engine: port ${port} on 127.0.0.1 is already in use\n`,
  )
  const bogus = spawn(process.execPath, [CLI, '--bogus'])
  expect(await complaintOf({ child: bogus })).toBe("dev-engine: Unknown option '--bogus'\n")
}, 15_000)

async function complaintOf({ child }: { child: ReturnType<typeof spawn> }): Promise<string> {
  let complaint = ''
  child.stderr?.on('data', (text) => (complaint += text))
  const [code] = await once(child, 'close')
  expect(code).toBe(1)
  return complaint
}

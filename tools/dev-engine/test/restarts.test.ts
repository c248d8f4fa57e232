import { expect, it } from 'vitest'
import { type AppSource, NoEnd, replay, type Scenario, type Trace } from '../src/index.ts'
import { type Payment, paidOnce, placed } from './a-payment.ts'

const right = paidOnce({ hasKey: true })

const killedAt = (write: string): Trace => ({ faults: [{ fault: 'killed', when: 'before', write }] })

/** The same scenario, with something around its app's handler. */
function around(
  wrap: (app: Required<AppSource>['fetch']) => Required<AppSource>['fetch'],
): Scenario<Payment> {
  return {
    ...right,
    async setup(stage) {
      const world = await right.setup(stage)
      return { ...world, apps: world.apps.map((app) => ({ ...app, fetch: wrap(app.fetch) })) }
    },
  }
}

it('sends an event over HTTP to the next engine when the one that was asked is killed', async () => {
  const statuses: number[] = []
  const byHttp: Scenario<Payment> = {
    ...right,
    async play(engine) {
      const request = new Request('http://engine.test/e/key', {
        method: 'POST',
        body: JSON.stringify(placed),
      })
      statuses.push((await engine.fetch(request)).status)
    },
  }

  await replay(byHttp, killedAt('event shop/placed accepted'))

  expect(statuses).toEqual([200])
})

it('fails to replay a trace of which nothing strikes', async () => {
  await expect(replay(right, killedAt('step that is not there'))).rejects.toThrow(
    'no fault of the trace found its place',
  )
})

it('lets what the killed engine has asked come to its end before the next one asks', async () => {
  let underWay = 0
  let most = 0
  const counted = around((app) => async (request) => {
    most = Math.max(most, ++underWay)
    const answer = await app(request)
    // Whoever does not wait for this would ask in the meantime.
    await new Promise((resolve) => setTimeout(resolve, 5))
    underWay--
    return answer
  })

  await replay(counted, killedAt('event shop/paid accepted'))

  expect(most).toBe(1)
})

it('counts as a failure that a run is left over with which nobody goes on', async () => {
  let syncs = 0
  const emptied = around((app) => async (request) => {
    const answer = await app(request)
    if (request.method !== 'PUT' || ++syncs === 1) return answer
    return Response.json({ ...((await answer.json()) as object), functions: [] })
  })

  const played = replay(emptied, killedAt('step reserve of shop-pay completed'))

  await expect(played).rejects.toThrow(NoEnd)
  await expect(played).rejects.toThrow('nothing is pending any more, and still runs: shop-pay')
})

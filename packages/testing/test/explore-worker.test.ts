import '@repo/dev-engine/vitest'
import { env } from 'cloudflare:workers'
import { createExecutionContext } from 'cloudflare:test'
import { expect, it } from 'vitest'
import { exploreWorker } from '../src/explore-worker.ts'
import { stubOutside } from '../src/outside-world.ts'
import app, { effects } from './small-app.ts'

const here = { fetch: async (request: Request) => app.fetch(request, env, createExecutionContext()) }

const shipped = (isCareless: boolean) =>
  exploreWorker(here, {
    app: 'small',
    setup(engine) {
      effects.length = 0
      stubOutside(engine)
    },
    play: (engine) => engine.send({ name: 'small/paid', id: 'paid:7', data: { order: '7', isCareless } }),
    check(_, engine) {
      expect(effects).toEqual(['7'])
      expect(engine.runs.find()[0]).toHaveRunSteps(['ship', 'tell'])
      expect(engine.events.list({ name: 'small/shipped' })).not.toEqual([])
    },
  })

it('finds nothing in a worker that may be cut off anywhere', async () => {
  expect(await shipped(false)).toHaveSurvived()
})

it('finds the one place in which a worker must not be cut off', async () => {
  const { failures } = await shipped(true)

  expect(failures.map(({ text }) => text)).toEqual([
    'killed before write 4: step ship of small-ship completed',
  ])
})

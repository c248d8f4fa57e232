import { Hono } from 'hono'
import { eventType, Inngest, NonRetriableError, RetryAfterError, staticSchema } from 'inngest'
import { serve } from 'inngest/hono'

const inngest = new Inngest({ id: 'small' })

/** What the steps did, in the order in which they did it. */
export const effects: string[] = []

const heard = eventType('small/a', {
  schema: staticSchema<{ start: number; failures: number; isFinal?: boolean }>(),
})

const at = <Id extends string>(id: Id) => ({ id, triggers: [heard] as [typeof heard], retries: 2 as const })

const sequential = inngest.createFunction(at('sequential'), async ({ event, step }) => {
  const one = await step.run('one', () => event.data.start + 1)
  return step.run('two', () => one + 1)
})

const parallel = inngest.createFunction(at('parallel'), async ({ step }) => {
  await step.run('before', () => effects.push('before'))
  const [left, right] = await Promise.all([
    step.run('left', () => {
      effects.push('left')
      return 'l'
    }),
    step.run('right', () => {
      effects.push('right')
      return 'r'
    }),
  ])
  return step.run('after', () => {
    effects.push('after')
    return left + right
  })
})

let failures = 0

const flaky = inngest.createFunction(at('flaky'), async ({ step, event }) =>
  step.run('flaky', () => {
    if (failures++ < event.data.failures) throw new RetryAfterError('not yet', '1h')
    failures = 0
    return 'done'
  }),
)

const hopeless = inngest.createFunction(
  {
    ...at('hopeless'),
    onFailure: ({ event, error, step }) => step.run('mourn', () => `${event.data.run_id} ${error.message}`),
  },
  async ({ step, event }) => {
    await step.run('try', () => {
      if (event.data.isFinal) throw new NonRetriableError('never')
      throw new Error('no')
    })
  },
)

const caught = inngest.createFunction(at('caught'), async ({ step }) => {
  const refuse = () => {
    throw new NonRetriableError('never')
  }
  return step.run('try', refuse).catch(() => step.run('instead', () => 'saved'))
})

const throwing = inngest.createFunction(at('throwing'), async ({ attempt }) => {
  if (attempt < 2) throw new Error('outside of a step')
  return attempt
})

const waiting = inngest.createFunction(at('waiting'), async ({ step }) => {
  await step.sleep('rest', '3d')
  const answer = await step.waitForEvent('wait', { event: 'small/b', timeout: '1d' })
  await step.sendEvent('tell', { name: 'small/c', data: {} })
  return answer?.data ?? 'silence'
})

const paid = eventType('small/paid', { schema: staticSchema<{ order: string; isCareless: boolean }>() })

const ship = inngest.createFunction({ id: 'ship', triggers: [paid] }, async ({ event, step }) => {
  const { order, isCareless } = event.data
  await step.run('ship', () => {
    if (isCareless || !effects.includes(order)) effects.push(order)
  })
  await step.sendEvent('tell', { name: 'small/shipped', id: `shipped:${order}`, data: {} })
})

const functions = [sequential, parallel, flaky, hopeless, caught, throwing, waiting, ship]

// oxlint-disable-next-line import/no-default-export -- a worker's entry is its default export
export default new Hono().on(
  ['GET', 'POST', 'PUT'],
  '/api/inngest/small',
  serve({ client: inngest, functions }),
)

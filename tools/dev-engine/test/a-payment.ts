import { type EventPayload, type Inngest, Inngest as Client } from 'inngest'
import { serve } from 'inngest/edge'
import type { AppSource, PlayedEngine, Scenario } from '../src/index.ts'

const silent = { debug() {}, info() {}, warn() {}, error() {} }

export interface Payment {
  apps: Required<Pick<AppSource, 'url' | 'fetch'>>[]
  /** What the bank was asked, in order. */
  asked: string[]
  /** The payments it made: one for each key. */
  payments: () => number
  mails: string[]
}

/** A shop whose function charges a card and says so. Without a key the bank pays each time that it is asked. */
export function aPayment({ hasKey, clientOf }: { hasKey: boolean; clientOf: Inngest }): Payment {
  const asked: string[] = []
  const mails: string[] = []
  const pay = clientOf.createFunction(
    { id: 'pay', triggers: [{ event: 'shop/placed' }] },
    async ({ event, step }) => {
      await step.run('reserve', () => 'reserved')
      await step.run('charge', () => void asked.push(hasKey ? event.data.order : `${asked.length}`))
      await step.sleep('think', '1d')
      await step.sendEvent('announce', {
        name: 'shop/paid',
        id: `paid:${event.data.order}`,
        data: event.data,
      })
      return 'paid'
    },
  )
  const tell = clientOf.createFunction(
    { id: 'tell', triggers: [{ event: 'shop/paid' }] },
    ({ event, step }) =>
      step.run('mail', () => {
        if (!mails.includes(event.data.order)) mails.push(event.data.order)
      }),
  )
  const handler = serve({ client: clientOf, functions: [pay, tell] })
  const apps = [{ url: 'http://shop.test/api/inngest', fetch: async (request: Request) => handler(request) }]
  return { apps, asked, mails, payments: () => new Set(asked).size }
}

/** The SDK's sends go to the engine without a socket. */
export function aClientOf(engine: Pick<PlayedEngine, 'fetch'>): Inngest {
  const fetch = async (input: string | URL | Request, init?: RequestInit) =>
    engine.fetch(new Request(input, init))
  return new Client({
    id: 'shop',
    isDev: true,
    baseUrl: 'http://engine.test',
    eventKey: 'test',
    logger: silent,
    internalLogger: silent,
    fetch,
  })
}

export const placed: EventPayload = { name: 'shop/placed', id: 'placed:7', data: { order: '7' } }

/** One order, which must be paid once and told once, whatever goes wrong. */
export function paidOnce({ hasKey }: { hasKey: boolean }): Scenario<Payment> {
  return {
    setup: ({ engine }) => aPayment({ hasKey, clientOf: aClientOf(engine) }),
    play: (engine) => engine.send(placed),
    check({ payments, mails }, engine) {
      if (payments() !== 1) throw new Error(`${payments()} payments were made`)
      if (mails.join() !== '7') throw new Error(`mails went to ${mails.join()}`)
      const unfinished = engine.runs.find().filter(({ status }) => status !== 'Completed')
      if (unfinished.length > 0) throw new Error(`${unfinished[0]?.function_id} is ${unfinished[0]?.status}`)
    },
  }
}

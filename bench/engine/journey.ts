import { Inngest } from 'inngest'
import { serve } from 'inngest/edge'
import type { Engine } from '../../tools/dev-engine/src/index.ts'

export const USERS = 500
const DAY_MS = 86_400_000

const silent = { debug() {}, info() {}, warn() {}, error() {} }

/** Four mails in two weeks: at once, after a day, by whether the user has become active, at the end. */
export function aJourney() {
  const inngest = new Inngest({ id: 'bench', isDev: true, logger: silent, internalLogger: silent })
  const mails: string[] = []
  const journey = inngest.createFunction(
    {
      id: 'journey',
      triggers: [{ event: 'user/signed.up' }],
      cancelOn: [{ event: 'user/deleted', match: 'data.userId' }],
    },
    async ({ event, step }) => {
      const mail = (reason: string) =>
        step.run(`mail-${reason}`, () => mails.push(`${event.data.userId} ${reason}`))
      await mail('welcome')
      await step.sleep('wait-a-day', '1d')
      await mail('tips')
      const activated = await step.waitForEvent('wait-for-activation', {
        event: 'user/activated',
        match: 'data.userId',
        timeout: '5d',
      })
      await mail(activated ? 'well-done' : 'nudge')
      await step.sleep('wait-a-week', '8d')
      await mail('goodbye')
      return { isActive: activated !== null }
    },
  )
  const fetch = serve({ client: inngest, functions: [journey] })
  return {
    app: { url: 'http://bench.test/api/inngest', fetch: async (request: Request) => fetch(request) },
    mails,
  }
}

/** Sign-ups over the first day; on the third, every second user becomes active; on the fifth, every tenth leaves. */
export async function playJourneys(engine: Engine): Promise<void> {
  await engine.sync()
  for (let user = 0; user < USERS; user++) {
    await engine.send({ name: 'user/signed.up', data: { userId: `user_${user}` } })
    await engine.advance(DAY_MS / USERS)
  }
  await engine.advance('2d')
  for (let user = 0; user < USERS; user += 2) {
    await engine.send({ name: 'user/activated', data: { userId: `user_${user}` } })
  }
  await engine.advance('2d')
  for (let user = 0; user < USERS; user += 10) {
    await engine.send({ name: 'user/deleted', data: { userId: `user_${user}` } })
  }
  await engine.advance('11d')

  const ended = engine.runs.find().filter(({ status }) => status !== 'Running')
  if (ended.length !== USERS) throw new Error(`${ended.length} of ${USERS} journeys have ended`)
}

import { type AppSource, createEngine, virtualClock } from '../tools/dev-engine/src/index.ts'
import { firstStep } from './engine/first-step.ts'
import { aJourney, playJourneys, USERS } from './engine/journey.ts'

type Recorded = { url: string; method: string; headers: [string, string][]; body: string }

const ROUNDS = 3

/**
 * Users on a journey of 14 days in virtual time: the CPU of the whole run beside that of the SDK's handler alone, which answers the
 * very same requests, in turns. Then how long an event takes to its first step in real time.
 */
export async function engine(): Promise<void> {
  const requests = await record()
  await replay(requests)
  const rounds = []
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push({
      engine: await cpuMs(() => play(aJourney().app)),
      handler: await cpuMs(() => replay(requests)),
    })
  }

  const handlerMs = median(rounds.map(({ handler }) => handler))
  const engineMs = median(rounds.map(({ engine }) => engine))
  const ratio = median(rounds.map(({ engine, handler }) => engine / handler))
  console.log(`${USERS} users, 14 days, ${requests.length} requests, CPU, median of ${ROUNDS}`)
  console.log(`baseline: the handler alone  ${handlerMs.toFixed(0).padStart(6)} ms    1.00 ×`)
  console.log(`engine and handler           ${engineMs.toFixed(0).padStart(6)} ms    ${ratio.toFixed(2)} ×`)
  await firstStep()
}

async function play(app: AppSource): Promise<void> {
  const engine = await createEngine({ apps: [app], clock: virtualClock({ start: '2026-01-01T00:00:00Z' }) })
  await playJourneys(engine)
  await engine.close()
}

/** What the engine asks of the app, all of it, in order. */
async function record(): Promise<Recorded[]> {
  const recorded: Recorded[] = []
  const { app } = aJourney()
  const fetch = async (request: Request) => {
    const { url, method, headers } = request
    recorded.push({ url, method, headers: [...headers], body: await request.clone().text() })
    return app.fetch(request)
  }
  await play({ ...app, fetch })
  return recorded
}

async function replay(requests: readonly Recorded[]): Promise<void> {
  const { app } = aJourney()
  for (const { url, ...init } of requests) await (await app.fetch(new Request(url, init))).text()
}

async function cpuMs(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}

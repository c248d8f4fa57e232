import { setTimeout } from 'node:timers/promises'
import { askGraphql } from './ask-graphql.ts'
import { serveApps } from './serve-apps.ts'
import { startInngest } from './start-inngest.ts'
import type { SeenRun, Venue, VenueOptions } from './venue.ts'

const MINUTE_MS = 60_000
const SETTLE_MS = 700
const WORK_MS = 600

const STATUS = {
  QUEUED: 'Running',
  RUNNING: 'Running',
  COMPLETED: 'Completed',
  FAILED: 'Failed',
  CANCELLED: 'Cancelled',
  SKIPPED: 'Skipped',
} as const

const RUNS = `query ($from: Time!) {
  runs(first: 400, orderBy: [{ field: QUEUED_AT, direction: ASC }], filter: { from: $from }) {
    edges { node { id status function { slug } } }
  }
}`

interface RunsAnswer {
  runs: { edges: { node: { id: string; status: keyof typeof STATUS; function: { slug: string } } }[] }
}

/** The real server in a process of its own, in real time. */
export async function openInngest(binary: string, port: number, options: VenueOptions): Promise<Venue> {
  const [inngest, apps] = await Promise.all([startInngest(binary, port, options.hasRealBackoff), serveApps()])
  const { url } = inngest
  if (options.beginsAtSecond !== undefined) await untilSecond(options.beginsAtSecond)
  await untilListening(url)
  const openedAt = Date.now()
  let scriptTime = openedAt

  const runs = async (): Promise<SeenRun[]> => {
    const answer = await askGraphql<RunsAnswer>(url, RUNS, { from: new Date(openedAt - MINUTE_MS) })
    return answer.runs.edges.map(({ node }) => ({
      runId: node.id,
      functionId: node.function.slug,
      status: STATUS[node.status],
    }))
  }

  return {
    url,
    workMs: WORK_MS,
    now: Date.now,
    fetch: globalThis.fetch,
    async register(app) {
      const isTaken = await register(apps.serve(app))
      scriptTime = Date.now()
      return isTaken
    },
    async pass(ms) {
      // From where the script stands, not from when the last answer came: lateness must not add up.
      scriptTime += ms
      await setTimeout(Math.max(scriptTime - Date.now(), 0))
    },
    settle: () => setTimeout(SETTLE_MS),
    runs,
    async cancel(runId) {
      await askGraphql(url, 'mutation ($runId: ULID!) { cancelRun(runID: $runId) { id } }', { runId })
    },
    async rerun(runId) {
      await askGraphql(url, 'mutation ($runId: ULID!) { rerun(runID: $runId) }', { runId })
    },
    async invoke(functionId, data) {
      const query =
        'mutation ($slug: String!, $data: Map) { invokeFunction(functionSlug: $slug, data: $data) }'
      await askGraphql(url, query, { slug: functionId, data })
    },
    async close() {
      await inngest.stop()
      await apps.close()
    },
  }
}

/** Asked to sync, the SDK registers itself at the server and passes its answer on. */
async function register(url: string): Promise<boolean> {
  const response = await fetch(url, { method: 'PUT', body: JSON.stringify({ url }) })
  return response.ok
}

async function untilSecond(second: number): Promise<void> {
  const now = Date.now()
  const at = Math.floor(now / MINUTE_MS) * MINUTE_MS + second * 1000
  await setTimeout(at >= now ? at - now : at + MINUTE_MS - now)
}

/** The server answers before it listens to its own queue of events; what is sent until then is lost. */
async function untilListening(url: string): Promise<void> {
  for (let time = 0; ; time += 1) {
    await fetch(`${url}/e/contract`, { method: 'POST', body: JSON.stringify({ name: 'contract/ready' }) })
    await setTimeout(150)
    // Answers are kept for 15 s, empty ones too, so each question is a new one.
    const response = await fetch(`${url}/v1/events?name=contract/ready&time=${time}`)
    const { data } = (await response.json()) as { data: unknown[] | null }
    if (data && data.length > 0) return
    if (time > 100) throw new Error('the Inngest server does not hear its events')
  }
}

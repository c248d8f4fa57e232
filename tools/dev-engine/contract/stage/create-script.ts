import { setTimeout } from 'node:timers/promises'
import type { Script } from '../scenario.ts'
import { createApp, type App } from './create-app.ts'
import type { Props } from './props.ts'

const UNITS_MS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const POLL_MS = 5
const PATIENCE_MS = 5_000
const ANYWHERE = ''

type Duration = Parameters<Script['pass']>[0]

export function createScript(props: Props, app: App): Script {
  const { venue, record, gates, meter } = props
  const post = (body: unknown) =>
    venue.fetch(new Request(`${venue.url}/e/contract`, { method: 'POST', body: JSON.stringify(body) }))

  const runIds = async (functionId: string, isWanted: (status: string) => boolean) =>
    (await venue.runs())
      .filter((run) => run.functionId === `${app.id}-${functionId}` && isWanted(run.status))
      .map(({ runId }) => runId)

  return {
    now: () => venue.now(),
    mark: (line) => record.mark(line),
    async send(...events) {
      const response = await post(events)
      if (!response.ok) throw new Error(`the event API answered ${response.status}`)
      return ((await response.json()) as { ids: string[] }).ids
    },
    post: async (body) => (await post(body)).status,
    pass: (duration) => venue.pass(msOf(duration)),
    settle: () => venue.settle(),
    async seen(start) {
      const deadline = Date.now() + PATIENCE_MS
      while (!record.lines().some((line) => line.startsWith(start))) {
        if (Date.now() > deadline) throw new Error(`"${start}" was not seen`)
        await setTimeout(POLL_MS)
      }
    },
    open: (gate) => gates.open(gate),
    peak: (place = ANYWHERE) => meter.peak(place),
    requests: () => app.calls(),
    breakApp: (calls, how) => app.break(calls, how),
    register: (options) => register(props, options),
    async cancel(functionId) {
      const running = await runIds(functionId, (status) => status === 'Running')
      for (const runId of running) await venue.cancel(runId)
    },
    async rerun(functionId) {
      for (const runId of await runIds(functionId, () => true)) await venue.rerun(runId)
    },
    invoke: (functionId, data) => venue.invoke(`${app.id}-${functionId}`, data),
  }
}

function msOf(duration: Duration): number {
  return Number(duration.slice(0, -1)) * UNITS_MS[duration.slice(-1) as keyof typeof UNITS_MS]
}

let registered = 0

/** A function of its own in an app of its own, so that a refusal takes nothing else with it. */
async function register({ venue }: Props, options: { [key: string]: unknown }) {
  registered += 1
  const app = createApp(`contract-${registered}`, venue, (inngest) => [
    inngest.createFunction({ id: 'asks', triggers: [{ event: 'shop/placed' }], ...options }, () => {}),
  ])
  return (await venue.register(app)) ? 'accepted' : 'refused'
}

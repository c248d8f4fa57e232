import { Hono } from 'hono'

const PUSH = 'apps do not register themselves here, dev-engine asks each that it was started with'
const SIGNALS = 'signals are experimental and not supported by dev-engine, send an event'
const REALTIME = 'realtime is not supported by dev-engine'
const SYNC_RUNS =
  'durable endpoints are experimental and not supported by dev-engine, send an event to a function'

/** What the SDK may ask of a server and gets from none of these: the reason, instead of a bare 404. */
export function absentRoutes() {
  const absent = new Hono()
  const refuse = (path: string, error: string) => absent.all(path, (c) => c.json({ error, status: 501 }, 501))
  refuse('/fn/register', PUSH)
  refuse('/v1/signals', SIGNALS)
  refuse('/v1/realtime/*', REALTIME)
  refuse('/v1/checkpoint', SYNC_RUNS)
  refuse('/v1/checkpoint/:runId/steps', SYNC_RUNS)
  refuse('/v1/checkpoint/:runId/output', SYNC_RUNS)
  return absent
}

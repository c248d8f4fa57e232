import { createDb } from '@repo/db'
import { readLastHeard } from '@repo/db/source-health'
import type { Alert } from '../alerts/alert.ts'
import type { Bindings } from '../context.ts'
import { parseExpectedEvery } from '../rules/parse-expected-every.ts'
import { sources } from '../sources/get-source.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

/**
 * Senders that are usually heard and are silent, though their deliveries may come in by reconciliation: their door is shut then. One that was
 * never heard is not missed: it may not be set up yet.
 */
export async function lookAtSources(env: Bindings, now: Date): Promise<Alert[]> {
  const { everyMs, faults } = parseExpectedEvery(env.EXPECTED_EVERY ?? '')
  const heard = await readLastHeard(createDb(env.DB), [...everyMs.keys()])

  const silent = heard.flatMap(({ source, lastHeardAt }): Alert[] => {
    const silentMs = lastHeardAt === null ? 0 : now.getTime() - lastHeardAt
    const allowedMs = everyMs.get(source) ?? Number.POSITIVE_INFINITY
    if (silentMs <= allowedMs) return []
    const text = `no ${source} webhook for ${spoken(silentMs)}; one is expected every ${spoken(allowedMs)}`
    return [{ kind: 'source-silent', about: source, text }]
  })
  const unread = faults.map((part) => wrong(`${part}; it is written source=6h or source=90m`))
  const unknown = [...everyMs.keys()].filter((source) => !sources.some(({ name }) => name === source))
  return [...silent, ...unread, ...unknown.map((source) => wrong(`${source}; there is no such source`))]
}

function wrong(text: string): Alert {
  return {
    kind: 'check-failed',
    about: 'EXPECTED_EVERY',
    text: `the setting EXPECTED_EVERY holds ${text}`,
  }
}

function spoken(ms: number): string {
  return ms < 2 * HOUR_MS ? `${Math.floor(ms / MINUTE_MS)} min` : `${Number((ms / HOUR_MS).toFixed(1))} h`
}

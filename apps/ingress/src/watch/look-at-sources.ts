import { createDb } from '@repo/db'
import { readSourceHealth } from '@repo/db/source-health'
import type { Alert } from '../alerts/alert.ts'
import type { Bindings } from '../context.ts'
import { parseExpectedEvery } from '../rules/parse-expected-every.ts'
import { sources } from '../sources/get-source.ts'

const HOUR_MS = 3_600_000

/** Senders that are usually heard and are silent. One that was never heard is not missed: it may not be set up yet. */
export async function lookAtSources(env: Bindings, now: Date): Promise<Alert[]> {
  const { everyMs, faults } = parseExpectedEvery(env.EXPECTED_EVERY ?? '')
  const health = await readSourceHealth(createDb(env.DB), [...everyMs.keys()], now)

  const silent = health.flatMap(({ source, lastReceivedAt }): Alert[] => {
    const silentMs = lastReceivedAt === null ? 0 : now.getTime() - lastReceivedAt
    const allowedMs = everyMs.get(source) ?? Number.POSITIVE_INFINITY
    if (silentMs <= allowedMs) return []
    const text = `no ${source} webhook for ${hours(silentMs)} h; one is expected every ${hours(allowedMs)} h`
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

const hours = (ms: number) => Number((ms / HOUR_MS).toFixed(1))

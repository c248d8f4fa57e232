import { forgetTold, noteTrouble } from '@repo/db/alerts'
import { DAILY_REPORT, readDailyReport } from '@repo/db/daily-report'
import { alertRaised } from '@repo/events/ops'
import { cron } from 'inngest'
import { tellOperators } from '../alerts/tell-operators.ts'
import { inngest } from '../inngest.ts'
import { formatReport } from '../rules/format-report.ts'

const DAY_MS = 86_400_000

/**
 * Tells operators each morning what the last day (UTC) came to, on the ways that alerts take: Slack, the webhook, and by
 * `ops/alert.raised` mail. Leans on the note of the day in D1: whatever runs again, each way hears of a day once.
 */
export const reportDaily = inngest.createFunction(
  { id: 'report-daily', triggers: [cron('TZ=UTC 0 7 * * *')], retries: 5, concurrency: 1 },
  async ({ event, step, db, bindings, now }) => {
    const day = new Date((event.ts ?? 0) - DAY_MS).toISOString().slice(0, 10)
    const fingerprint = `${DAILY_REPORT}:${day}`
    const text = await step.run('tell-operators', async () => {
      const report = formatReport(await readDailyReport(db, day))
      const noted = await noteTrouble(db, { kind: DAILY_REPORT, fingerprint, text: report }, now())
      if (noted.occurrences === 1) {
        const isTaken = await tellOperators(bindings, { kind: DAILY_REPORT, fingerprint, text: report })
        // The watch tells it, once somebody takes it.
        if (!isTaken) await forgetTold(db, fingerprint)
      }
      return report
    })
    // The event's id is what a mail is sent under, once.
    const raised = alertRaised.create({ kind: DAILY_REPORT, fingerprint }, { id: `report:${day}` })
    await step.sendEvent('announce-report', raised)
    return { day, text }
  },
)

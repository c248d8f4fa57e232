import { readDailyReport } from '@repo/db/daily-report'
import { reportDue } from '@repo/events/ops'
import { cron } from 'inngest'
import { tellOperators } from '../alerts/tell-operators.ts'
import { inngest } from '../inngest.ts'
import { formatReport } from '../rules/format-report.ts'

const DAY_MS = 86_400_000

/** Tells operators each morning what the last day (UTC) came to. `ops/report.due` is for whoever mails it. */
export const reportDaily = inngest.createFunction(
  { id: 'report-daily', triggers: [cron('TZ=UTC 0 7 * * *')], retries: 5, concurrency: 1 },
  async ({ event, step, db, bindings }) => {
    const day = new Date((event.ts ?? 0) - DAY_MS).toISOString().slice(0, 10)
    const text = await step.run('tell-operators', async () => {
      const report = formatReport(await readDailyReport(db, day))
      await tellOperators(bindings, { kind: 'report-daily', text: report })
      return report
    })
    await step.sendEvent('announce-report', reportDue.create({ day }, { id: `report:${day}` }))
    return { day, text }
  },
)

import { listDigestReaders } from '@repo/db/users'
import { digestSend } from '@repo/events/digest'
import { DomainError } from '@repo/worker-kit/errors'
import { cron } from 'inngest'
import { inngest } from '../inngest.ts'
import { digestDay } from '../rules/digest-day.ts'

const PAGE = 1_000

/** Every morning: finds who wants a digest of yesterday and says for each that it is due. A page is two executions, whatever its size. */
export const dailyDigest = inngest.createFunction(
  { id: 'daily-digest', triggers: [cron('TZ=UTC 0 8 * * *')], retries: 3, concurrency: 1 },
  async ({ event, step, db }) => {
    const day = digestDay(firedAt(event))
    let due = 0
    for (let after = ''; ;) {
      const readers = await step.run(`get-users${suffix(after)}`, () => listDigestReaders(db, after, PAGE))
      if (readers.length > 0) {
        const events = readers.map((userId) =>
          digestSend.create({ userId, day }, { id: `digest:${userId}:${day}` }),
        )
        await step.sendEvent(`send-digests${suffix(after)}`, events)
      }
      due += readers.length
      const last = readers.at(-1)
      if (last === undefined || readers.length < PAGE) return { day, due }
      after = last
    }
  },
)

/** From the event, which a replay repeats; a clock would say another time then. */
function firedAt({ ts }: { ts?: number | undefined }): Date {
  if (ts === undefined) throw new DomainError('invalid', 'the timer has no time', { field: 'ts' })
  return new Date(ts)
}

/** The first page has the plain step id; the others end in the user that they follow. */
const suffix = (after: string) => (after === '' ? '' : `-${after}`)

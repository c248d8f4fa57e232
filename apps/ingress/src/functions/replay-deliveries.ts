import { replayRequested } from '@repo/events/ops'
import { inngest } from '../inngest.ts'
import { replayPage } from '../replay/replay-page.ts'

/** Announces many deliveries again, page by page; `replays` in D1 shows how far it has come. Its effects can be repeated at will. */
export const replayDeliveries = inngest.createFunction(
  { id: 'replay-deliveries', triggers: [replayRequested], retries: 5, concurrency: 1 },
  async ({ event, step, db, bindings, now }) => {
    const { replayId } = event.data
    for (let page = 0; ; page++) {
      const { isDone } = await step.run(`replay-page-${page}`, () =>
        replayPage(bindings, db, replayId, now()),
      )
      if (isDone) return { replayId, pages: page + 1 }
    }
  },
)

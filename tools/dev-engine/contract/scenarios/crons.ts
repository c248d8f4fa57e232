import type { Observed, Scenario } from '../scenario.ts'

const MINUTE_MS = 60_000

/** Three days around a night in which the clocks of Berlin were changed. */
const switchingTo = (season: string, what: string, beginsOn: string, expected: Observed): Scenario => ({
  name: `a daily cron at 02:30 ${what}, when the clocks change to ${season}`,
  functions: ({ inngest, mark, now }) => [
    inngest.createFunction({ id: 'report', triggers: [{ cron: 'TZ=Europe/Berlin 30 2 * * *' }] }, () =>
      mark(new Date(now()).toISOString()),
    ),
  ],
  beginsOn,
  play: ({ pass }) => pass('3d'),
  unrecorded: {
    source:
      'inngest.md, 4: "Cron: server takes 5 fields only, `TZ=Area/City ` prefix"; the days are those that the cron library of the server gives, robfig/cron 3.0.1',
    expected,
  },
})

export const crons: Scenario[] = [
  {
    name: 'a cron fires at the minute, with an event inngest/scheduled.timer that says when',
    beginsAtSecond: 55,
    functions: ({ inngest, mark, now }) => [
      inngest.createFunction({ id: 'report', triggers: [{ cron: '* * * * *' }] }, ({ event }) => {
        const fields = Object.keys(event.data).toSorted().join()
        mark(`${event.name} ${fields}, second ${Math.floor((now() % MINUTE_MS) / 2000) * 2}`)
      }),
    ],
    play: ({ pass }) => pass('9s'),
  },
  {
    name: 'a cron with TZ fires by the clock of that zone, and one without by UTC',
    beginsAtSecond: 55,
    functions: ({ inngest, mark, now }) => {
      const cronOf = (zone: string) => {
        const parts = new Intl.DateTimeFormat('en', {
          timeZone: zone,
          hour: '2-digit',
          minute: '2-digit',
          hourCycle: 'h23',
        })
        const [hour, minute] = parts.format(now() + MINUTE_MS / 2).split(':')
        return `${Number(minute)} ${Number(hour)} * * *`
      }
      const apia = cronOf('Pacific/Apia')
      return [
        inngest.createFunction({ id: 'apia', triggers: [{ cron: `TZ=Pacific/Apia ${apia}` }] }, () =>
          mark('Apia'),
        ),
        inngest.createFunction({ id: 'utc', triggers: [{ cron: cronOf('UTC') }] }, () => mark('UTC')),
        inngest.createFunction({ id: 'wrong', triggers: [{ cron: apia }] }, () => mark('never')),
      ]
    },
    isUnordered: true,
    play: ({ pass }) => pass('9s'),
  },
  {
    name: 'a function may have a cron and an event, and is started by each',
    beginsAtSecond: 55,
    functions: ({ inngest, mark }) => [
      inngest.createFunction(
        { id: 'report', triggers: [{ cron: '* * * * *' }, { event: 'ops/report.due' }] },
        ({ event }) => mark(event.name),
      ),
    ],
    play: async ({ send, pass }) => {
      await send({ name: 'ops/report.due' })
      await pass('9s')
    },
  },
  switchingTo('summer time', 'is left out on the day that has no 02:30', '2026-03-28', [
    '2026-03-28T01:30:00.000Z',
    '2026-03-30T00:30:00.000Z',
    'report: 2 Completed',
  ]),
  switchingTo('winter time', 'fires twice on the day that has two', '2026-10-24', [
    '2026-10-24T00:30:00.000Z',
    '2026-10-25T00:30:00.000Z',
    '2026-10-25T01:30:00.000Z',
    '2026-10-26T01:30:00.000Z',
    'report: 4 Completed',
  ]),
]

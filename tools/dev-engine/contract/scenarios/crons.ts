import type { Scenario } from '../scenario.ts'

const MINUTE_MS = 60_000
// Berlin's clock jumped on 2026-03-29 and went back on 2026-10-25.
const SWITCHES = ['2026-03-28', '2026-03-29', '2026-03-30', '2026-10-24', '2026-10-25', '2026-10-26']

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
  {
    name: 'a daily cron at 02:30 is left out on the day that has no 02:30, and fires twice on the day that has two',
    functions: ({ inngest, mark, now }) => [
      inngest.createFunction({ id: 'report', triggers: [{ cron: 'TZ=Europe/Berlin 30 2 * * *' }] }, () => {
        const time = new Date(now()).toISOString()
        if (SWITCHES.some((day) => time.startsWith(day))) mark(time)
      }),
    ],
    beginsOn: '2026-01-01',
    play: ({ pass }) => pass('300d'),
    unrecorded: {
      source: 'the cron library of the server, robfig/cron 3.0.1, asked for the same days',
      expected: [
        '2026-03-28T01:30:00.000Z',
        '2026-03-30T00:30:00.000Z',
        '2026-10-24T00:30:00.000Z',
        '2026-10-25T00:30:00.000Z',
        '2026-10-25T01:30:00.000Z',
        '2026-10-26T01:30:00.000Z',
        'report: 300 Completed',
      ],
    },
  },
]

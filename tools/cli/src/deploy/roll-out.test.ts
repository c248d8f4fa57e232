import { expect, it } from 'vitest'
import { type CloudflareApi, CloudflareRefused } from '../cloudflare/cloudflare-api.ts'
import { WranglerFailed } from '../cloudflare/wrangler.ts'
import type { EnvironmentRoom } from '../environment/read-environment.ts'
import type { Tools } from './deployment.ts'
import { rollOut } from './roll-out.ts'
import type { Traffic } from './rules/should-stop.ts'

const aRoom = (app: string) => ({ app, config: `${app}.toml`, worker: app }) as EnvironmentRoom

const rolling = ['ingress', 'gateway'].map((app) => ({ room: aRoom(app), from: `${app}-1`, to: `${app}-2` }))

type Numbers = (worker: string, percentage: number) => Record<string, Traffic>

/** Rolls out where Cloudflare counts these numbers; answers what was asked of wrangler, and the sentence in the end. */
async function rollOutWith(
  numbers: Numbers,
  {
    health = 200,
    refuses = () => false,
    foreign,
    answered = () => ({}),
  }: {
    health?: number
    refuses?: (asked: string) => boolean
    foreign?: string
    answered?: (worker: string) => Record<string, number> | undefined
  } = {},
) {
  const asked: string[] = []
  const said: string[] = []
  const periods: { since: Date; until: Date }[] = []
  let percentage = 0
  let now = new Date('2026-11-25T12:00:00Z')
  const api: CloudflareApi = {
    get: async (path, schema) => {
      const isForeign = percentage > 0 && path.includes(`/${foreign}/`)
      const [, worker = ''] = /scripts\/(\w+)\//.exec(path) ?? []
      const version_id = isForeign ? 'of-another' : `${worker}-1`
      return schema.parse({ deployments: [{ versions: [{ version_id, percentage: 100 }] }] })
    },
    post: async (_path, question, schema) => {
      const counts = answered(/"value":"(ingress|gateway)"/.exec(JSON.stringify(question))?.[1] ?? '')
      if (!counts) throw new CloudflareRefused("Cloudflare's API answered 403", 10_000)
      const aggregates = Object.entries(percentage > 0 ? counts : {}).map(([version, value]) => ({
        value,
        groups: [{ key: '$workers.scriptVersion.id', value: version }],
      }))
      return schema.parse({ calculations: [{ aggregates }] })
    },
    graphql: async <T>(_query: string, variables: object) => {
      const { scriptName, since, until } = variables as { scriptName: string; since: Date; until: Date }
      periods.push({ since, until })
      const groups = Object.entries(numbers(scriptName, percentage)).map(([scriptVersion, sum]) => ({
        sum,
        dimensions: { scriptVersion },
      }))
      return { viewer: { accounts: [{ workersInvocationsAdaptive: groups }] } } as T
    },
  }
  const tools = {
    environment: { env: 'staging', accountId: 'acc' },
    workspace: { inngestApps: [] },
    api,
    origin: `data:,`,
    wrangler: async (args: string[]) => {
      const one = args.slice(2, args.indexOf('--yes')).join(' ')
      asked.push(one)
      if (refuses(one)) throw new WranglerFailed('wrangler versions deploy', `connection lost at ${one}`)
      percentage = Number(/-2@(\d+)/.exec(args.join(' '))?.[1] ?? 0)
      return ''
    },
    look: async () =>
      health === 200 ? [] : [{ name: 'every worker answers', fault: `/healthz answers ${health}` }],
    say: (line: string) => void said.push(line),
    wait: async (ms: number) => {
      now = new Date(now.getTime() + ms)
    },
    now: () => now,
  } as unknown as Tools
  const pace = { stages: [10, 100], bakeMs: 300_000 }
  const error = await rollOut(tools, rolling, pace).catch((caught: Error) => caught)
  return { asked, periods, said: said.join('\n'), sentence: error?.message }
}

const quiet: Numbers = (worker) => ({
  [`${worker}-1`]: { requests: 900, errors: 1 },
  [`${worker}-2`]: { requests: 100, errors: 0 },
})

it('moves all workers stage by stage, the gateway last, and looks at the time that a stage had', async () => {
  const { asked, periods, sentence } = await rollOutWith(quiet)

  expect(sentence).toBeUndefined()
  expect(asked).toEqual([
    'ingress-2@10 ingress-1@90',
    'gateway-2@10 gateway-1@90',
    'ingress-2@100',
    'gateway-2@100',
  ])
  expect(periods.slice(1).map(({ since, until }) => until.getTime() - since.getTime())).toEqual([
    300_000, 300_000, 300_000, 300_000,
  ])
})

it('puts everything back, the gateway first, when the new version of one worker fails more than the old', async () => {
  const { asked, sentence } = await rollOutWith((worker, percentage) =>
    worker === 'ingress' && percentage === 10
      ? { 'ingress-1': { requests: 900, errors: 1 }, 'ingress-2': { requests: 100, errors: 9 } }
      : quiet(worker, percentage),
  )

  expect(asked.slice(2)).toEqual(['gateway-1@100', 'ingress-1@100'])
  expect(sentence).toContain('stopped at 10 % and put back')
  expect(sentence).toContain(
    'ingress fails 9.0 % of 100 requests with the new version, and 0.1 % of 900 with the old one',
  )
})

it('puts everything back when the smoke story fails', async () => {
  const { asked, sentence } = await rollOutWith(quiet, { health: 503 })

  expect(asked.slice(2)).toEqual(['gateway-1@100', 'ingress-1@100'])
  expect(sentence).toContain('/healthz answers 503')
})

it('moves nothing when it could not see the numbers', async () => {
  const { asked, sentence } = await rollOutWith(() => {
    throw new Error('not authorised for that account')
  })

  expect(asked).toEqual([])
  expect(sentence).toContain('not authorised')
})

it('puts back all that it can when one worker cannot be put back, and names that one beside the reason', async () => {
  const { asked, sentence } = await rollOutWith(quiet, {
    health: 503,
    refuses: (one) => one === 'gateway-1@100',
  })

  expect(asked.slice(2)).toEqual(['gateway-1@100', 'gateway-1@100', 'ingress-1@100'])
  expect(sentence).toContain('/healthz answers 503')
  expect(sentence).toContain('gateway could not be put back')
  expect(sentence).toContain('npm run rollback')
})

it('says where it was left when it cannot go on', async () => {
  const { sentence } = await rollOutWith(quiet, { refuses: (one) => one === 'ingress-2@100' })

  expect(sentence).toContain('connection lost at ingress-2@100')
  expect(sentence).toContain('left on the way to 100 %')
})

it('stops where another deploy has moved a worker meanwhile, and takes nothing of it back', async () => {
  const { asked, sentence } = await rollOutWith(quiet, { foreign: 'gateway' })

  expect(asked).toEqual(['ingress-2@10 ingress-1@90'])
  expect(sentence).toContain('somebody else has deployed gateway meanwhile')
})

it('counts what a door turned into an answer of 500, which Cloudflare counts as a success', async () => {
  const { sentence } = await rollOutWith(quiet, {
    answered: (worker) => (worker === 'ingress' ? { 'ingress-1': 2, 'ingress-2': 9 } : {}),
  })

  expect(sentence).toContain(
    'ingress fails 9.0 % of 100 requests with the new version, and 0.3 % of 900 with the old one',
  )
})

it('says what it cannot see where the login may not read logs, and goes on', async () => {
  const { said, sentence } = await rollOutWith(quiet, { answered: () => undefined })

  expect(sentence).toBeUndefined()
  expect(said).toContain('answers of 500 and above cannot be counted')
})

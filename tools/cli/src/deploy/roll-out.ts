import { listDeployments } from '../cloudflare/read-deployment.ts'
import type { EnvironmentRoom } from '../environment/read-environment.ts'
import { Sentence } from '../sentence.ts'
import { describeFaults } from './check-origin.ts'
import { countAnsweredErrors } from './count-answered-errors.ts'
import { countErrors } from './count-errors.ts'
import { at, type Tools } from './deployment.ts'
import { rateOf, shouldStop, type Traffic } from './rules/should-stop.ts'

/** A worker on its way from one version to the next. */
export type Rolling = { room: EnvironmentRoom; from: string; to: string }

export type Pace = { stages: readonly number[]; bakeMs: number }

const NONE: Traffic = { requests: 0, errors: 0 }

/**
 * Gives the new versions more of the traffic, stage by stage and all workers together, the gateway last in each. When a new version
 * fails more than the old one, or the smoke story does, everything goes back to where it was.
 */
export async function rollOut(tools: Tools, rolling: Rolling[], { stages, bakeMs }: Pace): Promise<void> {
  const [first] = rolling
  if (!first) return
  // Asked before anything moves: a login that may not see the numbers could not stop.
  await watch(tools, [first], tools.now(), false)
  const seesAnswers = await canSeeAnswers(tools, first)

  for (const percentage of stages) {
    const troubles = await playStage(tools, rolling, percentage, { bakeMs, seesAnswers }).catch(
      (error: Error) => {
        throw new Sentence(
          `${error.message}\nThe rollout was left on the way to ${percentage} %: the same command goes on, npm run rollback goes back`,
        )
      },
    )
    if (troubles.length > 0) await putBack(tools, rolling, percentage, troubles)
    tools.say(`  ✓ ${percentage} %: ${rolling.map(({ room }) => room.app).join(', ')}`)
  }
}

/** Moves all workers to a stage, waits, and answers what is amiss then. */
async function playStage(
  tools: Tools,
  rolling: Rolling[],
  percentage: number,
  { bakeMs, seesAnswers }: { bakeMs: number; seesAnswers: boolean },
): Promise<string[]> {
  for (const one of rolling) {
    await ensureNobodyElse(tools, one)
    await share(tools, one, percentage)
  }
  tools.say(`  … ${percentage} % of the traffic, for ${Math.round(bakeMs / 60_000)} min`)
  const since = tools.now()
  await tools.wait(bakeMs)
  return [...(await watch(tools, rolling, since, seesAnswers)), ...(await playStory(tools))]
}

/** Two deploys at once would each undo what the other moved. */
async function ensureNobodyElse({ api, environment }: Tools, { room, from, to }: Rolling): Promise<void> {
  const script = { accountId: environment.accountId ?? '', worker: room.worker }
  const [current] = await listDeployments(api, script)
  const isOurs = current?.versions.every(({ version_id }) => [from, to].includes(version_id)) ?? true
  if (!isOurs) throw new Sentence(`somebody else has deployed ${room.app} meanwhile`)
}

async function share(tools: Tools, { room, from, to }: Rolling, percentage: number): Promise<void> {
  const versions = percentage === 100 ? [`${to}@100`] : [`${to}@${percentage}`, `${from}@${100 - percentage}`]
  await tools.wrangler(['versions', 'deploy', ...versions, '--yes', ...at(room, tools.environment)])
}

/** A login of `wrangler login` may not read logs; then only what was thrown counts, and a person should know. */
async function canSeeAnswers(tools: Tools, { room }: Rolling): Promise<boolean> {
  const accountId = tools.environment.accountId ?? ''
  const now = tools.now()
  try {
    await countAnsweredErrors(tools.api, { accountId, worker: room.worker, since: now, until: now })
    return true
  } catch (error) {
    if (!(error instanceof Sentence)) throw error
    tools.say(`  · answers of 500 and above cannot be counted, only what is thrown: ${error.message}`)
    return false
  }
}

async function watch(tools: Tools, rolling: Rolling[], since: Date, seesAnswers: boolean): Promise<string[]> {
  const accountId = tools.environment.accountId ?? ''
  const period = { accountId, since, until: tools.now() }
  const looks = rolling.map(async ({ room, from, to }) => {
    const ofWorker = { ...period, worker: room.worker }
    const thrown = await countErrors(tools.api, ofWorker)
    const answered = seesAnswers ? await countAnsweredErrors(tools.api, ofWorker) : new Map<string, number>()
    const trafficOf = (id: string): Traffic => {
      const { requests, errors } = thrown.get(id) ?? NONE
      return { requests, errors: errors + (answered.get(id) ?? 0) }
    }
    const [next, old] = [trafficOf(to), trafficOf(from)]
    if (!shouldStop(next, old)) return []
    return [
      `${room.app} fails ${percent(next)} of ${next.requests} requests with the new version, and ${percent(old)} of ${old.requests} with the old one`,
    ]
  })
  return (await Promise.all(looks)).flat()
}

const percent = (traffic: Traffic) => `${(rateOf(traffic) * 100).toFixed(1)} %`

async function playStory(tools: Tools): Promise<string[]> {
  const faults = await tools.look()
  return faults.length > 0 ? [`the smoke story fails: ${describeFaults(faults)}`] : []
}

async function putBack(
  tools: Tools,
  rolling: Rolling[],
  percentage: number,
  troubles: string[],
): Promise<never> {
  const left: string[] = []
  for (const one of rolling.toReversed()) {
    // Once more, since the reason to stop may be the reason why a call fails.
    const isBack = (await isPutBack(tools, one)) || (await isPutBack(tools, one))
    if (!isBack) left.push(one.room.app)
  }
  const reasons = troubles.join('; ')
  if (left.length === 0) {
    throw new Sentence(
      `stopped at ${percentage} % and put back to the version before: ${reasons}. Migrations stay: they only add`,
    )
  }
  throw new Sentence(
    `stopped at ${percentage} %: ${reasons}. But ${left.join(' and ')} could not be put back: npm run rollback -- --env ${tools.environment.env} --yes does it once Cloudflare answers again`,
  )
}

async function isPutBack({ wrangler, environment }: Tools, { room, from }: Rolling): Promise<boolean> {
  return wrangler(['versions', 'deploy', `${from}@100`, '--yes', ...at(room, environment)]).then(
    () => true,
    () => false,
  )
}

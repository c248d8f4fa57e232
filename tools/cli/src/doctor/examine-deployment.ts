import { describeFaults } from '../deploy/check-origin.ts'
import type { Tools } from '../deploy/deployment.ts'
import { type Plan, planDeploy, type RoomPlan } from '../deploy/plan-deploy.ts'
import { Sentence } from '../sentence.ts'
import { examineBindings } from './examine-bindings.ts'
import { type Finding, fine, wrong } from './finding.ts'

/** Stripe's and Inngest's signatures are refused when they are five minutes off. */
const SKEW_MAX_MS = 5 * 60_000
const SKEW_NOTED_MS = 60_000

/** What is amiss with a deployed environment. Changes nothing. */
export async function examineDeployment(
  tools: Tools,
  fetch: (url: string) => Promise<Response>,
): Promise<Finding[]> {
  return [
    ...(await examinePlan(tools)),
    ...(await examineBindings(tools)),
    await examineOrigin(tools),
    await examineClock(tools, fetch),
  ]
}

/** Where Cloudflare does not say what is deployed, that is one finding among the others. */
async function examinePlan(tools: Tools): Promise<Finding[]> {
  const { environment, workspace } = tools
  try {
    return describe(await planDeploy(workspace, environment, tools), environment.env)
  } catch (error) {
    if (!(error instanceof Sentence)) throw error
    return [wrong(`What is deployed could not be compared with the source: ${error.message}.`)]
  }
}

function describe(plan: Plan, env: string): Finding[] {
  return [
    ...plan.rooms.map((room) => describeRoom(room, env)),
    ...plan.rooms.flatMap(({ room, missingSecrets }) =>
      missingSecrets.length > 0
        ? [
            wrong(
              `${room.app} lacks the secret ${missingSecrets.join(', ')}: run npm run setup -- --env ${env}.`,
            ),
          ]
        : [],
    ),
    ...plan.rooms.flatMap(({ runs }) =>
      runs
        .filter(({ harms }) => harms)
        .map(({ functionId, text }) => wrong(`The next deploy harms runs: ${functionId} ${text}.`)),
    ),
    describeMigrations(plan),
  ]
}

function describeRoom({ room, way, release, serving }: RoomPlan, env: string): Finding {
  const versions = serving.length

  if (versions === 0) return wrong(`${room.worker} is not there: run npm run deploy -- --env ${env}.`)
  if (serving.every(({ isEmpty }) => isEmpty)) {
    return wrong(`${room.worker} has its secrets and no code yet: run npm run deploy -- --env ${env}.`)
  }
  if (versions > 1) {
    return wrong(
      `${room.worker} serves ${versions} versions at once: a rollout goes on or was left; deploy again or roll back.`,
    )
  }
  if (way.kind === 'unchanged') return fine(`${room.worker} serves this source (${release.digest}).`)
  return fine(`${room.worker} serves another source than this one; npm run deploy shows what would change.`)
}

function describeMigrations({ migrations, unsafe }: Plan): Finding {
  if (migrations.length === 0) return fine('The database has every migration.')
  const names = migrations.map(({ name }) => name).join(', ')
  return unsafe.length > 0
    ? wrong(
        `The database lacks ${names}, of which ${unsafe.map(({ migration }) => migration).join(', ')} would be refused.`,
      )
    : wrong(`The database lacks ${names}: npm run deploy applies them.`)
}

async function examineOrigin({ look, origin }: Tools): Promise<Finding> {
  const faults = await look(1)
  if (faults.length > 0) return wrong(`${origin} is not well: ${describeFaults(faults)}.`)
  return fine(`${origin} answers, and lets nobody in who does not sign.`)
}

async function examineClock(
  { origin, now }: Tools,
  fetch: (url: string) => Promise<Response>,
): Promise<Finding> {
  const date = await fetch(`${origin}/healthz`).then(
    (response) => response.headers.get('date'),
    () => null,
  )
  if (!date) return wrong(`The clock could not be compared: ${origin} tells no time.`)
  const skewMs = Math.abs(now().getTime() - Date.parse(date))
  const seconds = Math.round(skewMs / 1000)
  if (skewMs < SKEW_NOTED_MS) return fine(`This clock and Cloudflare's agree within ${seconds + 1} s.`)
  const consequence =
    skewMs > SKEW_MAX_MS
      ? 'signatures made here are refused'
      : 'at five minutes signatures made here are refused'
  return wrong(
    `This clock and Cloudflare's are ${seconds} s apart, and ${consequence}: let the system set its clock.`,
  )
}

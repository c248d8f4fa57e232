import { z } from 'zod'
import type { LocalInstallation } from '../local-installation.ts'
import { describeGreeting } from './describe-greeting.ts'
import { findRun, listRuns } from './find-run.ts'
import { describeRun, type Scene, scene, short } from './scene.ts'
import { until } from './until.ts'

const User = z.object({ id: z.string() })
const Run = z.object({
  data: z.object({ steps: z.array(z.object({ name: z.string(), status: z.string() })).default([]) }),
})

const Output = z.object({ data: z.object({ output: z.unknown() }) })
const Sent = z.object({ mailId: z.string() })
const DAY_MS = 86_400_000

/** Somebody signs up and is greeted; then their digest is due. */
export async function playPeople(installation: LocalInstallation): Promise<Scene[]> {
  const { gatewayUrl, engineUrl, token } = installation
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const email = `reader-${Date.now()}@example.com`
  let userId = ''

  return [
    await scene('sign-up', async () => {
      const body = JSON.stringify({ email, name: 'Reader' })
      const response = await fetch(`${gatewayUrl}/v1/users`, { method: 'POST', headers, body })
      userId = User.parse(await response.json()).id
      const { run, did } = await greeting(engineUrl, userId)
      return { answer: `${response.status} ${short(userId)}`, run, did }
    }),
    await scene('digest of yesterday', async () => {
      // As the daily cron says it for everybody.
      const data = { userId, day: new Date(Date.now() - DAY_MS).toISOString().slice(0, 10) }
      const event = JSON.stringify({ name: 'digest/send', data })
      const response = await fetch(`${engineUrl}/e/local`, { method: 'POST', headers, body: event })
      const run = await findRun({ engineUrl, event: 'digest/send', field: 'userId', value: userId })
      const { mailId } = Sent.parse(await outputOf(engineUrl, run.run_id))
      return { answer: `${response.status} digest/send`, run: describeRun(run), did: `mail ${short(mailId)}` }
    }),
  ]
}

/** The run that greets a user, once it has come to its long wait. */
async function greeting(engineUrl: string, userId: string): Promise<{ run: string; did: string }> {
  return until(`a greeting for ${userId}`, async () => {
    const [run] = await listRuns({ engineUrl, event: 'user/signed.up', field: 'userId', value: userId })
    if (!run) return undefined
    const { data } = Run.parse(
      await (await fetch(`${engineUrl}/v1/runs/${run.run_id}?t=${Date.now()}`)).json(),
    )
    const did = describeGreeting(data.steps)
    return did === undefined ? undefined : { run: describeRun(run), did }
  })
}

async function outputOf(engineUrl: string, runId: string): Promise<unknown> {
  return Output.parse(await (await fetch(`${engineUrl}/v1/runs/${runId}?t=${Date.now()}`)).json()).data.output
}

import { env } from 'cloudflare:workers'
import { createExecutionContext } from 'cloudflare:test'
import { createEngine, virtualClock } from '@repo/dev-engine'
import { serveOnly } from '@repo/testing/serve-only'
import { expect, it } from 'vitest'
import worker from '../index.ts'

type Given = { functionId: string; name: string; data: (i: number) => Record<string, unknown> }

/** How many calls are under way at the most, when thirty events start a function as the worker serves it. */
async function mostAtOnce({ functionId, name, data }: Given): Promise<number> {
  let [inside, most] = [0, 0]
  const visit = async () => {
    inside += 1
    most = Math.max(most, inside)
    await scheduler.wait(1)
    inside -= 1
    return Response.json(null, { headers: { 'x-inngest-sdk': 'js:v4.24.0' } })
  }
  const fetch = async (request: Request) =>
    request.method === 'PUT'
      ? serveOnly(await worker.fetch(request, env, createExecutionContext()), [`indexing-${functionId}`])
      : visit()
  const clock = virtualClock({ start: Date.now() })
  const url = 'http://indexing/api/inngest/indexing'
  const engine = await createEngine({ apps: [{ url, fetch }], clock, parallel: 100 })
  await engine.sync()
  await engine.send(Array.from({ length: 30 }, (_, i) => ({ name, data: data(i) })))
  await engine.runUntilIdle()
  expect(engine.runs.find({ status: 'Completed' })).toHaveLength(30)
  await engine.close()
  return most
}

const documents = (teamOf: (i: number) => string): Given => ({
  functionId: 'process-document',
  name: 'document/uploaded',
  data: (i) => ({ documentId: `doc_${i}`, teamId: teamOf(i), version: 1 }),
})
const pushes = (repositoryOf: (i: number) => string): Given => ({
  functionId: 'index-pushed-files',
  name: 'repository/pushed',
  data: (i) => ({
    deliveryId: `github:${i}`,
    announcement: 0,
    teamId: 'team',
    installationId: '1',
    repositoryId: repositoryOf(i),
  }),
})

it.each([
  ['five documents at once', documents((i) => `team_${i}`), 5],
  ['four of one team, so that others get their turn', documents(() => 'team'), 4],
  ['five pushes at once', pushes(String), 5],
  ['one of one repository', pushes(() => '7'), 1],
])('works on %s', async (_, given, most) => {
  expect(await mostAtOnce(given)).toBe(most)
})

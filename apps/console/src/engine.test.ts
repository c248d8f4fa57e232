import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { aRun, stubEngine } from '../test/stub-engine.ts'
import { createEngine } from './engine.ts'

const CLOUD = {
  ...env,
  INNGEST_DEV: '',
  INNGEST_SIGNING_KEY: 'signkey-prod-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
}

it('shows the cloud the SHA-256 of the signing key, and never the key', async () => {
  const fetch = stubEngine({ '/v1/runs/1': aRun() })

  await createEngine(CLOUD, new Date()).findRun('1')

  const request = new Request(...(fetch.mock.calls[0] ?? ['']))
  expect(request.url).toBe('https://api.inngest.com/v1/runs/1')
  expect(request.headers.get('authorization')).toBe(
    'Bearer signkey-prod-4884fdaafea47c29fea7159d0daddd9c085d6200e1359e85bb81736af6b7c837',
  )
})

it('shows the engine on the laptop nothing', async () => {
  const fetch = stubEngine({ '/v1/runs/1': aRun() })

  await createEngine(env, new Date()).findRun('1')

  const request = new Request(...(fetch.mock.calls[0] ?? ['']))
  expect(request.url).toBe('http://engine.test/v1/runs/1')
  expect(request.headers.has('authorization')).toBe(false)
})

it('names the setting that is missing', async () => {
  stubEngine()

  expect(await createEngine({ ...CLOUD, INNGEST_SIGNING_KEY: '' }, new Date()).findRun('1')).toEqual({
    kind: 'silent',
    reason: 'the setting INNGEST_SIGNING_KEY is missing',
  })
})

it('lists runs by the newest events where the engine has no list of runs', async () => {
  const runs = [aRun(), aRun()]
  stubEngine({
    '/v1/events': [
      { id: 'a', internal_id: 'a', name: 'x' },
      { id: 'b', internal_id: 'b', name: 'x' },
      { id: 'c', internal_id: 'c', name: 'x' },
    ],
    '/v1/events/a/runs': [runs[0]],
    '/v1/events/b/runs': [],
    '/v1/events/c/runs': [runs[1]],
  })

  const answer = await createEngine(env, new Date()).listRuns(10)

  expect(answer).toMatchObject({ kind: 'answered', data: runs.map(({ run_id }) => ({ run_id })) })
})

it('asks for the runs of an event anew each time, for Inngest keeps an answer for 15 s', async () => {
  const fetch = stubEngine({ '/v1/events/a/runs': [] })

  await createEngine(env, new Date(1)).listRunsOf('a')
  await createEngine(env, new Date(2)).listRunsOf('a')

  expect(fetch.mock.calls[0]?.[0]).not.toBe(fetch.mock.calls[1]?.[0])
})

it('takes what tells less than we read', async () => {
  stubEngine({ '/v1/runs/1': { run_id: '1', status: 'Completed', steps: 'none', ended_at: 7 } })

  expect(await createEngine(env, new Date()).findRun('1')).toMatchObject({
    kind: 'answered',
    data: { run_id: '1', steps: undefined, ended_at: null },
  })
})

it('does not take another service for Inngest', async () => {
  stubEngine({ '/v1/runs/1': 'hello' })

  expect(await createEngine(env, new Date()).findRun('1')).toMatchObject({ kind: 'silent' })
})

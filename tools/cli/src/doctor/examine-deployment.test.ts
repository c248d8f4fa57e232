import { expect, it } from 'vitest'
import type { Tools } from '../deploy/deployment.ts'
import { readEnvironment } from '../environment/read-environment.ts'
import { anApi } from '../../test/an-api.ts'
import { aWorkspace } from '../../test/a-workspace.ts'
import { WranglerFailed } from '../cloudflare/wrangler.ts'
import { completeEnvironment } from '../environment/complete-environment.ts'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { examineDeployment } from './examine-deployment.ts'

const NOW = new Date('2026-11-25T12:00:00Z')

/** An environment whose account answers like this. */
async function examineWith(answers: {
  status?: object
  fault?: string
  date?: Date
  missing?: string
  refusal?: string
  /** What a version is bound to beside its secret. */
  code?: { type: string; name: string }[]
}) {
  const workspace = aWorkspace()
  for (const { config } of workspace.rooms) {
    const file = join(workspace.root, config)
    const names = { env: 'staging', name: 'acme', base: 'millrace' }
    writeFileSync(file, completeEnvironment(readFileSync(file, 'utf8'), names))
  }
  const tools: Tools = {
    workspace,
    source: 'no commit',
    environment: await readEnvironment(workspace, 'staging'),
    wrangler: async () => {
      if (answers.refusal) throw new WranglerFailed('wrangler d1 execute', answers.refusal)
      return '[{"results": []}]'
    },
    api: anApi((path) => {
      if (answers.missing && path.endsWith(answers.missing)) return undefined
      if (path.endsWith('/deployments')) return answers.status && { deployments: [answers.status] }
      return { resources: { bindings: [stored, ...(answers.code ?? [])] } }
    }),
    inngest: undefined,
    origin: 'https://app.example.com',
    look: async () => (answers.fault ? [{ name: 'every worker answers', fault: answers.fault }] : []),
    say: () => {},
    wait: async () => {},
    now: () => NOW,
  }
  const date = (answers.date ?? NOW).toUTCString()
  const findings = await examineDeployment(tools, async () => new Response(null, { headers: { date } }))
  return findings.filter(({ ok }) => !ok).map(({ text }) => text)
}

const stored = { type: 'secret_text', name: 'INNGEST_SIGNING_KEY' }

const database = { type: 'd1', name: 'DB' }

const whole = { versions: [{ version_id: 'v1', percentage: 100 }] }

it('says what is not there yet', async () => {
  expect(await examineWith({})).toEqual(
    expect.arrayContaining([
      'acme-billing-staging is not there: run npm run deploy -- --env staging.',
      'billing lacks the secret STRIPE_SECRET_KEY, INNGEST_SIGNING_KEY: run npm run setup -- --env staging.',
      'The database lacks 0000_create-orders.sql: npm run deploy applies them.',
    ]),
  )
})

it('names a rollout that was left, the secret that is missing and the worker that is down', async () => {
  const status = {
    versions: [
      { version_id: 'v1', percentage: 90 },
      { version_id: 'v2', percentage: 10 },
    ],
  }

  expect(await examineWith({ status, fault: 'billing does not answer', code: [database] })).toEqual(
    expect.arrayContaining([
      expect.stringContaining('acme-billing-staging serves 2 versions at once'),
      expect.stringMatching(/^billing lacks the secret STRIPE_SECRET_KEY:/),
      expect.stringContaining(
        'https://app.example.com is not well: every worker answers: billing does not answer',
      ),
    ]),
  )
})

it.each([
  [30, ''],
  [120, 'are 120 s apart, and at five minutes signatures made here are refused'],
  [600, 'are 600 s apart, and signatures made here are refused'],
])('compares the clock with Cloudflare: %d s off', async (seconds, complaint) => {
  const found = await examineWith({ status: whole, date: new Date(NOW.getTime() + seconds * 1000) })

  expect(found.find((text) => text.includes('clock')) ?? '').toContain(complaint)
  expect(found.some((text) => text.includes('clock'))).toBe(complaint !== '')
})

it('names the bucket that is gone, and nothing that is there', async () => {
  const found = await examineWith({ status: whole, missing: 'r2/buckets/acme-bodies-staging' })

  expect(found.filter((text) => text.includes('is not there:'))).toEqual([
    expect.stringContaining('The bucket acme-bodies-staging is not there'),
  ])
})

it('looks at all else, too, when Cloudflare does not say what is deployed', async () => {
  const found = await examineWith({ refusal: 'Authentication error', fault: 'billing does not answer' })

  expect(found).toEqual([
    expect.stringContaining(
      'could not be compared with the source: wrangler d1 execute failed: Authentication',
    ),
    expect.stringContaining('billing does not answer'),
  ])
})

it('says that a worker has its secrets and no code yet', async () => {
  expect(await examineWith({ status: whole })).toContain(
    'acme-billing-staging has its secrets and no code yet: run npm run deploy -- --env staging.',
  )
})

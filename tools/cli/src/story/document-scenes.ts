import { type GithubDouble, signGithubPayload } from '@repo/github-double'
import { aPdf } from '@repo/testing/a-pdf'
import { z } from 'zod'
import type { LocalInstallation } from '../local-installation.ts'
import { findRun } from './find-run.ts'
import { describeRun, type Scene, scene, short, type Told } from './scene.ts'
import { until } from './until.ts'

const Document = z.object({
  id: z.string(),
  status: z.string(),
  chunkCount: z.number(),
  version: z.number(),
})
const Results = z.object({
  results: z.array(z.object({ name: z.string(), position: z.object({ page: z.number().nullish() }) })),
})

// Other bytes at each start, so that a document which is there from an earlier one is indexed anew as well.
const handbook = (now: string) => `# Handbook

## Signing in

If you forgot your login credentials, ask for a new link on the sign-in page.

## Holidays

Everybody takes at least five weeks a year.

## Edition

This edition is of ${now}.
`
const survey = (now: string) =>
  Array.from(
    { length: 14 },
    (_, page) =>
      `Page ${page + 1} of the survey of ${now}. The bridge at kilometre ${page * 7} was measured.`,
  )

/** Two uploads, a push, and what can then be found. */
export async function playDocuments(installation: LocalInstallation, github: GithubDouble): Promise<Scene[]> {
  const api = apiOf(installation)
  const now = new Date().toISOString()
  return [
    await scene('Markdown upload', () => upload(installation, 'handbook.md', 'text/markdown', handbook(now))),
    await scene('PDF upload, 14 pages', () =>
      upload(installation, 'survey.pdf', 'application/pdf', aPdf(survey(now))),
    ),
    await scene('GitHub push', () => push(installation, github)),
    await scene('search by words', () => search(api, 'kilometre 77')),
    await scene('search by meaning', () => search(api, 'reset my password')),
  ]
}

type Request = { method?: string; headers?: Record<string, string>; body?: string | Uint8Array<ArrayBuffer> }

type Api = (path: string, request?: Request) => Promise<Response>

const apiOf =
  ({ gatewayUrl, token }: LocalInstallation): Api =>
  (path, { headers, ...request } = {}) =>
    fetch(gatewayUrl + path, { ...request, headers: { authorization: `Bearer ${token}`, ...headers } })

async function upload(
  installation: LocalInstallation,
  name: string,
  contentType: string,
  body: string | Uint8Array<ArrayBuffer>,
): Promise<Told> {
  const api = apiOf(installation)
  const headers = { 'content-type': contentType }
  const response = await api(`/v1/documents?name=${name}`, { method: 'POST', headers, body })
  const { id } = Document.parse(await response.json())

  const indexed = await until(`${name} in the index`, async () => {
    const document = Document.parse(await (await api(`/v1/documents/${id}`)).json())
    return ['indexed', 'failed'].includes(document.status) ? document : undefined
  })
  const { engineUrl } = installation
  const { version } = indexed
  const run = await findRun({
    engineUrl,
    event: 'document/uploaded',
    field: 'documentId',
    value: id,
    version,
  })
  return {
    answer: `${response.status} ${short(id)}`,
    run: describeRun(run),
    did: `${indexed.status}, version ${version}, ${indexed.chunkCount} passages`,
  }
}

async function push(installation: LocalInstallation, github: GithubDouble): Promise<Told> {
  const { gatewayUrl, engineUrl, teamId, githubWebhookSecret } = installation
  const api = apiOf(installation)
  const post = async (event: string, payload: object) => {
    const body = JSON.stringify(payload)
    const signature = signGithubPayload(body, githubWebhookSecret)
    const headers = { 'x-hub-signature-256': signature, 'x-github-event': event }
    const response = await fetch(`${gatewayUrl}/webhooks/github`, { method: 'POST', headers, body })
    return {
      status: response.status,
      deliveryId: ((await response.json()) as { deliveryId: string }).deliveryId,
    }
  }

  const installed = { id: 1, account: { login: 'local' }, updated_at: new Date().toISOString() }
  await post('installation', { action: 'created', installation: installed })
  await until('the installation', async () => {
    const body = JSON.stringify({ teamId })
    const headers = { 'content-type': 'application/json' }
    return (await api('/v1/installations/1', { method: 'PUT', headers, body })).ok || undefined
  })

  // A word that stands nowhere else, so that only this push can be what is found by it.
  const codeName = `tangerine${Date.now()}`
  const name = `changelog-${Date.now()}.md`
  const files = { [name]: `# Changelog\n\nThe release ${codeName} is out.\n` }
  const pushed = github.push({ installationId: 1, owner: 'local', repository: 'docs', files, at: new Date() })
  const { status, deliveryId } = await post('push', pushed)
  const run = await findRun({
    engineUrl,
    event: 'github/webhook.received',
    field: 'deliveryId',
    value: deliveryId,
  })
  const found = await until(`${name} among what is found`, async () => {
    const [best] = await find(api, codeName)
    return best?.name === name ? best : undefined
  })
  return {
    answer: `${status} ${short(deliveryId)}`,
    run: describeRun(run),
    did: `found: ${found.name}`,
  }
}

async function search(api: Api, query: string): Promise<Told> {
  const [best] = await find(api, query)
  const page = best?.position.page ? `, page ${best.position.page}` : ''
  return { answer: `200 ${query}`, run: 'none', did: best ? `${best.name}${page}` : 'nothing found' }
}

async function find(api: Api, query: string) {
  const response = await api(`/v1/search?q=${encodeURIComponent(query)}`)
  if (!response.ok) throw new Error(`the search for ${query} was answered ${response.status}`)
  return Results.parse(await response.json()).results
}

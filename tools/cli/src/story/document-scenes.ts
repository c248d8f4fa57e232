import { type GithubDouble, signGithubPayload } from '@repo/github-double'
import { aPdf } from '@repo/testing/a-pdf'
import { z } from 'zod'
import type { LocalInstallation } from '../local-installation.ts'
import { findRun } from './find-run.ts'
import { describeRun, type Scene, scene, short, type Told } from './scene.ts'
import { until } from './until.ts'

const Document = z.object({ id: z.string(), status: z.string(), chunkCount: z.number() })
const Documents = z.object({ documents: z.array(Document.extend({ name: z.string() })) })
const Results = z.object({
  results: z.array(z.object({ name: z.string(), position: z.object({ page: z.number().nullish() }) })),
})

const HANDBOOK = `# Handbook

## Signing in

If you forgot your login credentials, ask for a new link on the sign-in page.

## Holidays

Everybody takes at least five weeks a year.
`
const PAGES = Array.from(
  { length: 14 },
  (_, page) => `Page ${page + 1} of the survey. The bridge at kilometre ${page * 7} was measured.`,
)

/** Two uploads, a push, and what can then be found. */
export async function playDocuments(installation: LocalInstallation, github: GithubDouble): Promise<Scene[]> {
  const api = apiOf(installation)
  return [
    await scene('Markdown upload', () => upload(installation, 'handbook.md', 'text/markdown', HANDBOOK)),
    await scene('PDF upload, 14 pages', () =>
      upload(installation, 'survey.pdf', 'application/pdf', aPdf(PAGES)),
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
  const run = await findRun({ engineUrl, event: 'document/uploaded', field: 'documentId', value: id })
  return {
    answer: `${response.status} ${short(id)}`,
    run: describeRun(run),
    did: `${indexed.status}, ${indexed.chunkCount} passages`,
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

  const name = `changelog-${Date.now()}.md`
  const files = { [name]: `# Changelog\n\nThe tangerine release of ${new Date().toISOString()} is out.\n` }
  const pushed = github.push({ installationId: 1, owner: 'local', repository: 'docs', files, at: new Date() })
  const { status, deliveryId } = await post('push', pushed)
  const run = await findRun({
    engineUrl,
    event: 'github/webhook.received',
    field: 'deliveryId',
    value: deliveryId,
  })
  const found = await until(`${name} in the index`, async () => {
    const { documents } = Documents.parse(await (await api('/v1/documents')).json())
    return documents.find((document) => document.name.includes(name) && document.status === 'indexed')
  })
  return {
    answer: `${status} ${short(deliveryId)}`,
    run: describeRun(run),
    did: `${found.status} ${found.name}`,
  }
}

async function search(api: Api, query: string): Promise<Told> {
  const response = await api(`/v1/search?q=${encodeURIComponent(query)}`)
  const { results } = Results.parse(await response.json())
  const [best] = results
  const page = best?.position.page ? `, page ${best.position.page}` : ''
  return {
    answer: `${response.status} ${query}`,
    run: 'none',
    did: best ? `${best.name}${page}` : 'nothing found',
  }
}

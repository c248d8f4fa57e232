import { createAppAuth } from '@octokit/auth-app'
import { request as octokit } from '@octokit/request'
import { createDb } from '@repo/db'
import { listKnownSenderIds } from '@repo/db/deliveries'
import { requireSetting } from '@repo/worker-kit/errors'
import type { Bindings } from '../context.ts'
import type { Channel } from './channel.ts'
import { nextCursor } from '../rules/next-cursor.ts'
import { describeGithubError } from './describe-github-error.ts'

const TIMEOUT_MS = 15_000
const PAGE_SIZE = 100

/** The fields that we read of https://docs.github.com/en/rest/apps/webhooks#list-deliveries-for-an-app-webhook. */
type HookDelivery = {
  id: number
  guid: string
  delivered_at: string
  redelivery: boolean
  status_code: number
  event: string
  action: string | null
}

type Ask = (
  method: 'GET' | 'POST',
  path: string,
  query?: Record<string, unknown>,
) => Promise<{ data: unknown; link?: string }>

/**
 * GitHub's lists of what it sent: the App's own and those of the repository hooks that are named. GitHub sends nothing again by itself; it does
 * so when asked within some three days: https://docs.github.com/en/webhooks/testing-and-troubleshooting-webhooks/redelivering-webhooks
 */
export function createGithubChannels(env: Bindings): Channel[] {
  const app = env.GITHUB_APP_ID ? [createChannel(env, 'github', '/app/hook', asApp)] : []
  const hooks = (env.GITHUB_HOOKS ?? '').split(/\s+/).filter(Boolean)
  const ofRepositories = hooks.map((hook) => {
    const [owner, repository, id] = hook.split('/')
    return createChannel(env, `github:${hook}`, `/repos/${owner}/${repository}/hooks/${id}`, asToken)
  })
  return [...app, ...ofRepositories]
}

function createChannel(env: Bindings, name: string, hook: string, connect: (env: Bindings) => Ask): Channel {
  // Not before it is asked: a setting that is missing concerns no other channel.
  let client: Ask | undefined
  const ask: Ask = async (...question) => (client ??= connect(env))(...question)

  return {
    name,
    source: 'github',
    isAsking: true,

    async list(page) {
      const query = { per_page: PAGE_SIZE, ...(page !== null && { cursor: page }) }
      const { data, link } = await ask('GET', `${hook}/deliveries`, query)
      const originals = (data as HookDelivery[]).filter(({ redelivery }) => !redelivery)
      const items = originals.map(({ id, guid, delivered_at, status_code, event, action }) => ({
        senderId: guid,
        attemptId: String(id),
        type: action ? `${event}.${action}` : event,
        occurredAt: Date.parse(delivered_at),
        isDelivered: status_code >= 200 && status_code < 300,
      }))
      return { items, next: nextCursor(link) }
    },

    findKnown: (guids) => listKnownSenderIds(createDb(env.DB), guids),

    async heal({ attemptId }) {
      await ask('POST', `${hook}/deliveries/${attemptId}/attempts`)
    },
  }
}

const asApp = (env: Bindings): Ask => {
  const request = clientOf(env)
  const auth = createAppAuth({
    appId: requireSetting(env, 'GITHUB_APP_ID'),
    privateKey: requireSetting(env, 'GITHUB_APP_PRIVATE_KEY'),
    request,
  })
  // oxlint-disable-next-line typescript/unbound-method -- Octokit binds it itself.
  return askBy(request.defaults({ request: { hook: auth.hook } }))
}

const asToken = (env: Bindings): Ask => {
  const authorization = `Bearer ${requireSetting(env, 'GITHUB_HOOKS_TOKEN')}`
  return askBy(clientOf(env).defaults({ headers: { authorization } }))
}

function clientOf(env: Bindings) {
  return octokit.defaults({
    baseUrl: (env.GITHUB_API_URL || 'https://api.github.com').replace(/\/+$/, ''),
    headers: { 'user-agent': 'millrace', 'x-github-api-version': '2022-11-28' },
    request: {
      fetch: (url: string, init: RequestInit) =>
        fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }),
    },
  })
}

const askBy =
  (request: typeof octokit): Ask =>
  async (method, path, query = {}) => {
    try {
      const { data, headers } = await request(`${method} ${path}`, query)
      return { data, ...(headers.link && { link: headers.link }) }
    } catch (error) {
      throw describeGithubError(error, path)
    }
  }

import type { CloudflareApi } from '../cloudflare/cloudflare-api.ts'
import type { Traffic } from './rules/should-stop.ts'

const QUERY = `query Errors($account: string!, $scriptName: string!, $since: Time!, $until: Time!) {
  viewer { accounts(filter: { accountTag: $account }) {
    workersInvocationsAdaptive(limit: 1000, filter: { scriptName: $scriptName, datetime_geq: $since, datetime_leq: $until }) {
      sum { requests errors }
      dimensions { scriptVersion }
    }
  } }
}`

type Answer = {
  viewer: {
    accounts: {
      workersInvocationsAdaptive: { sum: Traffic; dimensions: { scriptVersion: string } }[]
    }[]
  }
}

export type Period = { accountId: string; worker: string; since: Date; until: Date }

/**
 * Requests and errors of each version of a worker in a period, by the ids of the versions. Cloudflare's numbers are minutes behind:
 * https://developers.cloudflare.com/analytics/graphql-api/tutorials/querying-workers-metrics/
 */
export async function countErrors(
  api: CloudflareApi,
  { accountId, worker, since, until }: Period,
): Promise<Map<string, Traffic>> {
  const variables = { account: accountId, scriptName: worker, since, until }
  const { viewer } = await api.graphql<Answer>(QUERY, variables)
  const groups = viewer.accounts[0]?.workersInvocationsAdaptive ?? []
  return new Map(groups.map(({ sum, dimensions }) => [dimensions.scriptVersion, sum]))
}

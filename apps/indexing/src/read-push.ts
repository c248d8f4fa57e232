import type { DeliveriesBinding } from '@repo/worker-kit/deliveries-binding'
import { DomainError } from '@repo/worker-kit/errors'
import { z } from 'zod'

const Paths = z.array(z.string())

/** The parts that we use: https://docs.github.com/en/webhooks/webhook-events-and-payloads#push */
const PushPayload = z.object({
  ref: z.string(),
  after: z.string(),
  repository: z.object({
    id: z.int(),
    full_name: z.string(),
    default_branch: z.string(),
    pushed_at: z.union([z.int(), z.iso.datetime({ offset: true })]),
  }),
  commits: z.array(z.object({ added: Paths, modified: Paths, removed: Paths })),
  installation: z.object({ id: z.int() }).optional(),
})

export type Push = {
  repository: string
  repositoryId: string
  installationId: string | null
  branch: string
  isDefaultBranch: boolean
  /** The commit that the branch has now. */
  commit: string
  pushedAt: Date
  commits: { added: string[]; modified: string[]; removed: string[] }[]
}

/** What a delivery says of a push, from its signed bytes. */
export async function readPush(deliveries: DeliveriesBinding, deliveryId: string): Promise<Push> {
  const delivery = await deliveries.read(deliveryId)
  if (!delivery) throw new DomainError('not_found', `delivery ${deliveryId} does not exist`)

  const parsed = PushPayload.safeParse(JSON.parse(new TextDecoder().decode(delivery.body)))
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.') ?? 'body'
    throw new DomainError('invalid', `delivery ${deliveryId} is no push: ${field} is unexpected`, { field })
  }
  const { ref, after, repository, commits, installation } = parsed.data
  const { id, full_name, default_branch, pushed_at } = repository
  return {
    repository: full_name,
    repositoryId: String(id),
    installationId: installation ? String(installation.id) : null,
    branch: default_branch,
    isDefaultBranch: ref === `refs/heads/${default_branch}`,
    commit: after,
    // Seconds in this payload, text in others.
    pushedAt: new Date(typeof pushed_at === 'number' ? pushed_at * 1000 : pushed_at),
    commits,
  }
}

import type { DeliveriesBinding } from '@repo/worker-kit/deliveries-binding'
import { DomainError } from '@repo/worker-kit/errors'
import { z } from 'zod'

const Paths = z.array(z.string())

/** An owner and a name go into GitHub's URLs as they are, so they hold nothing that means something there. */
const FullName = z.string().regex(/^[\w-]+\/(?!\.{1,2}$)[\w.-]+$/)

// GitHub names no more commits than this: https://docs.github.com/en/webhooks/webhook-events-and-payloads#push
const COMMITS_MAX = 2_048

/** The parts that we use: https://docs.github.com/en/webhooks/webhook-events-and-payloads#push */
const PushPayload = z.object({
  ref: z.string(),
  before: z.string(),
  after: z.string(),
  created: z.boolean().default(false),
  forced: z.boolean().default(false),
  repository: z.object({
    id: z.int(),
    full_name: FullName,
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
  /** The commit that the branch had; null where it is new. */
  before: string | null
  /** The commit that the branch has now. */
  commit: string
  pushedAt: Date
  commits: { added: string[]; modified: string[]; removed: string[] }[]
  /** Whether the commits say all that has changed. They do not where a forced push dropped others, or where they are too many. */
  isListed: boolean
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
  const { ref, before, after, created, forced, repository, commits, installation } = parsed.data
  const { id, full_name, default_branch, pushed_at } = repository
  return {
    repository: full_name,
    repositoryId: String(id),
    installationId: installation ? String(installation.id) : null,
    branch: default_branch,
    isDefaultBranch: ref === `refs/heads/${default_branch}`,
    before: created ? null : before,
    commit: after,
    // Seconds in this payload, text in others.
    pushedAt: new Date(typeof pushed_at === 'number' ? pushed_at * 1000 : pushed_at),
    commits,
    isListed: !forced && !created && commits.length < COMMITS_MAX,
  }
}

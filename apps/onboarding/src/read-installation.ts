import type { Installation } from '@repo/db/schema'
import type { DeliveriesBinding } from '@repo/worker-kit/deliveries-binding'
import { DomainError } from '@repo/worker-kit/errors'
import { z } from 'zod'

/** The part that we use: https://docs.github.com/en/webhooks/webhook-events-and-payloads#installation */
const InstallationPayload = z.object({
  action: z.enum(['created', 'deleted', 'suspend', 'unsuspend']),
  installation: z.object({
    id: z.int(),
    account: z.object({ login: z.string() }),
    updated_at: z.union([z.iso.datetime({ offset: true }), z.int()]),
  }),
})

const STATUS = { created: 'active', unsuspend: 'active', suspend: 'suspended', deleted: 'deleted' } as const

/** What a delivery says of an installation, from its signed bytes. */
export async function readInstallation(
  deliveries: DeliveriesBinding,
  deliveryId: string,
): Promise<Omit<Installation, 'teamId'>> {
  const delivery = await deliveries.read(deliveryId)
  if (!delivery) throw new DomainError('not_found', `delivery ${deliveryId} does not exist`)

  const parsed = InstallationPayload.safeParse(JSON.parse(new TextDecoder().decode(delivery.body)))
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.') ?? 'body'
    throw new DomainError('invalid', `delivery ${deliveryId} is no installation: ${field} is unexpected`, {
      field,
    })
  }
  const { action, installation } = parsed.data
  const { id, account, updated_at } = installation
  // GitHub writes seconds in some payloads and text in others.
  const asOf = new Date(typeof updated_at === 'number' ? updated_at * 1000 : updated_at)
  return { id: String(id), account: account.login, status: STATUS[action], asOf }
}

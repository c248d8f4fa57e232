import { expect, it } from 'vitest'
import { startDouble } from '../../test/start-double.ts'

it('is canceled and over, for whoever reads it fresh', async () => {
  const { double, stripe } = await startDouble()
  const event = double.createDeletedSubscription({ customerId: 'cus_1', clientReferenceId: 'team-1' })

  const subscription = await stripe.subscriptions.retrieve(event.data.object.id)

  expect(event).toMatchObject({
    type: 'customer.subscription.deleted',
    data: { object: { customer: 'cus_1' } },
  })
  expect(subscription).toMatchObject({
    customer: 'cus_1',
    ended_at: event.created,
    metadata: { client_reference_id: 'team-1' },
    status: 'canceled',
  })
})

import { listObjects } from '../store/objects.ts'
import type { World } from '../world.ts'

export function amountRefunded({ db }: World, paymentIntentId: string): number {
  return listObjects(db, 'refund')
    .filter((refund) => refund.payment_intent === paymentIntentId)
    .reduce((sum, refund) => sum + refund.amount, 0)
}

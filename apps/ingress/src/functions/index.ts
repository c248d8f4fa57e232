import { alertOnFailure } from './alert-on-failure.ts'
import { erasePerson } from './erase-person.ts'
import { pruneDeliveries } from './prune-deliveries.ts'
import { reconcileGithub } from './reconcile-github.ts'
import { reconcileResend } from './reconcile-resend.ts'
import { reconcileStripe } from './reconcile-stripe.ts'
import { replayDeliveries } from './replay-deliveries.ts'
import { reportDaily } from './report-daily.ts'

export const functions = [
  pruneDeliveries,
  replayDeliveries,
  reconcileStripe,
  reconcileGithub,
  reconcileResend,
  alertOnFailure,
  reportDaily,
  erasePerson,
]

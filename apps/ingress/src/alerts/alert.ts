/** The stable names of what a person is told of; each has a page in the runbooks. */
export const alertKinds = [
  /** A sender that is heard every few hours has been silent for longer. */
  'source-silent',
  /** A function failed for good. */
  'function-failed',
  /** Webhooks wait in some shards although the engine answers. */
  'shard-stuck',
  /** Webhooks wait everywhere, or the engine does not answer. */
  'engine-down',
  /** Inngest takes no announcement until somebody acts: a wrong key, a wrong address. */
  'announcing-refused',
  /** Inngest refused a single announcement. */
  'delivery-dead',
  /** Inngest took announcements, again and again, and no function has said a word. */
  'delivery-unheard',
  /** Deliveries stay in R2 that belong into a shard. */
  'unfiled-backlog',
  /** Shards do not answer. */
  'shard-silent',
  /** D1 does not take what changed; the console shows old news. */
  'projection-behind',
  /** A source has no secret; its webhooks are refused. */
  'secret-missing',
  /** A sender's list names deliveries that we do not have, and they do not come. */
  'reconciliation-missing',
  /** A sender's list has not been compared for hours. */
  'reconciliation-stale',
  /** A look of the watchdog failed itself. */
  'check-failed',
] as const

export type AlertKind = (typeof alertKinds)[number]

/** `about` tells troubles of one kind apart: of the same kind about the same thing a person hears once an hour. */
export type Alert = { kind: AlertKind; text: string; about?: string }

export function fingerprintOf({ kind, about }: Pick<Alert, 'kind' | 'about'>): string {
  return about === undefined ? kind : `${kind}:${about}`
}

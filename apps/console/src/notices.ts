import type { IngressAnswer } from './ingress.ts'

/** What came of a button, as the next page says it. Only these words: an address must not put its own on the page. */
export const notices = {
  'replay-accepted': 'The delivery is announced again. Reload in a moment to see what comes of it.',
  'replay-possible': 'The stored bytes verify: a replay would announce the delivery again.',
  'replay-gone': 'The delivery cannot be replayed: its body is older than 30 days or erased.',
  'replay-refused':
    'The delivery was not replayed: its stored bytes do not verify. If its secret was rolled since, name it among the retired ones.',
  'test-filed': 'The edited copy is filed as a test delivery of its own: this one.',
  'test-refused': 'The edited copy was not filed: the source does not read it as one of its webhooks.',
  'replays-started': 'The deliveries are being announced again; the replay below shows how far it has come.',
  'replays-changed': 'Nothing was replayed: other deliveries match by now. Look again, and at the new count.',
  'replays-refused': 'Nothing was replayed: these are too many at once, or the filter says nothing.',
  'reconcile-asked': 'The list of the sender is being compared; reload in a moment.',
  'reconcile-refused': 'This sender keeps no list that can be compared.',
  'mail-accepted': 'The mail is sent again. Reload in a moment to see what comes of it.',
  'mail-settled':
    'The mail was not sent again: it is out, it is being sent, or it may have arrived and it is too late to ask the provider.',
  'mail-failed': 'The mail was not sent again: onboarding did not take the request. The logs say why.',
  failed: 'Nothing was changed: ingress did not take the request. The logs say why.',
} as const

export type Notice = keyof typeof notices

const GOOD: readonly Notice[] = [
  'replay-accepted',
  'replay-possible',
  'test-filed',
  'replays-started',
  'reconcile-asked',
  'mail-accepted',
]

export const isGood = (notice: Notice) => GOOD.includes(notice)

/** The notice for an answer, by the status of its refusal; what is not named failed. */
export function noticeOf(
  answer: IngressAnswer<unknown>,
  { done, refused }: { done: Notice; refused: Record<number, Notice> },
): Notice {
  if (answer.kind === 'answered') return done
  return (answer.kind === 'refused' && refused[answer.status]) || 'failed'
}

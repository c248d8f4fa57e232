import type { RetryOutcome } from '../onboarding.ts'

const WORDS: Record<RetryOutcome, string> = {
  accepted: 'The mail is sent again. Reload in a moment to see what comes of it.',
  settled:
    'The mail was not sent again: it is out, it is being sent, or it may have arrived and it is too late to ask the provider.',
  failed: 'The mail was not sent again: onboarding did not take the request. The logs say why.',
}

export function RetryNotice({ outcome }: { outcome: RetryOutcome }) {
  return (
    <p class={`notice ${outcome === 'accepted' ? 'good' : 'bad'}`} role="status">
      {WORDS[outcome]}
    </p>
  )
}

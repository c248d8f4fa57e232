import type { ReplayOutcome } from '../ingress.ts'

const WORDS: Record<ReplayOutcome, string> = {
  accepted: 'The delivery is announced again. Reload in a moment to see what comes of it.',
  gone: 'The delivery cannot be replayed: its body is older than 30 days.',
  failed: 'The delivery was not replayed: ingress did not take the request. The logs say why.',
}

export function ReplayNotice({ outcome }: { outcome: ReplayOutcome }) {
  return (
    <p class={`notice ${outcome === 'accepted' ? 'good' : 'bad'}`} role="status">
      {WORDS[outcome]}
    </p>
  )
}

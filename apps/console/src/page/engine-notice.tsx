import type { Answer } from '../engine.ts'

export function EngineNotice({ answer }: { answer: Answer<unknown> }) {
  if (answer.kind !== 'silent') return null
  return (
    <p class="notice bad" role="status">
      The engine does not answer ({answer.reason}): runs and steps are missing here, everything else is
      complete.
    </p>
  )
}

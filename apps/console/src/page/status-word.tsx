import { toneOf } from '../rules/tone-of.ts'

export function StatusWord({ status }: { status: string }) {
  return <span class={`status ${toneOf(status)}`}>{status.toLowerCase().replaceAll('_', ' ')}</span>
}

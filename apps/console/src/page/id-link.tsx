import type { Subject } from '../load/load-detail.ts'
import { ShortId } from './short-id.tsx'

export function IdLink({ noun, id }: { noun: keyof Subject; id: string }) {
  return (
    <a href={`/console?${noun}=${encodeURIComponent(id)}`}>
      <ShortId id={id} />
    </a>
  )
}

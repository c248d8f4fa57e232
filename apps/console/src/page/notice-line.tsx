import { isGood, type Notice, notices } from '../notices.ts'

export function NoticeLine({ notice }: { notice: Notice | undefined }) {
  if (!notice) return null
  return (
    <p class={`notice ${isGood(notice) ? 'good' : 'bad'}`} role="status">
      {notices[notice]}
    </p>
  )
}

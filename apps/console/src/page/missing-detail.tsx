import type { Detail } from '../load/load-detail.ts'

const REASONS = {
  delivery: 'A delivery shows up here a moment after the door took it, and goes after 90 days.',
  event: 'The engine forgets its events after a while.',
  run: 'The engine forgets its runs after a while.',
  order: 'Only a checkout that is paid becomes an order.',
  mail: 'A mail shows up here when it is decided.',
}

export function MissingDetail({ noun, id }: Extract<Detail, { kind: 'missing' }>) {
  return (
    <>
      <h2>
        There is no {noun} <code>{id}</code>
      </h2>
      <p>{REASONS[noun]}</p>
    </>
  )
}

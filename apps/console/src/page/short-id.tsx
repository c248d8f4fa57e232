const TAIL_LENGTH = 5

/** Cut in its middle by the style sheet where room is short, for ids of one kind begin alike. The title has all of it. */
export function ShortId({ id }: { id: string }) {
  return (
    <span class="id" title={id}>
      <span>{id.slice(0, -TAIL_LENGTH)}</span>
      <span>{id.slice(-TAIL_LENGTH)}</span>
    </span>
  )
}

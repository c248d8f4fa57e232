/** `2026-11-23 21:04:03`, always in UTC. */
export function TimeUtc({ at }: { at: Date | string }) {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return <>{String(at)}</>
  const iso = date.toISOString()
  return (
    <time datetime={iso} title={iso}>
      {iso.slice(0, 19).replace('T', ' ')}
    </time>
  )
}

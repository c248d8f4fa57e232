import { StatusWord } from './status-word.tsx'

type StatusCountsProps = {
  title: string
  counts: { status: string; count: number }[]
  /** Where those of a status are listed. */
  hrefOf?: (status: string) => string
}

export function StatusCounts({ title, counts, hrefOf }: StatusCountsProps) {
  return (
    <div>
      <h2>{title}</h2>
      {counts.length === 0 ? (
        <p class="muted">none</p>
      ) : (
        <dl>
          {counts.map(({ status, count }) => (
            <div>
              <dt>
                <StatusWord status={status} />
              </dt>
              <dd>{hrefOf ? <a href={hrefOf(status)}>{count}</a> : count}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}

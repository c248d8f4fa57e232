import { StatusWord } from './status-word.tsx'

type StatusCountsProps = { title: string; counts: { status: string; count: number }[] }

export function StatusCounts({ title, counts }: StatusCountsProps) {
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
              <dd>{count}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}

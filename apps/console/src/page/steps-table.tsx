import type { Step } from '../engine-schemas.ts'
import { describeError } from '../rules/describe-error.ts'
import { formatDuration } from '../rules/format-duration.ts'
import { DataTable } from './data-table.tsx'
import { StatusWord } from './status-word.tsx'

const COLUMNS = ['Step', 'Status', 'Tries', 'Took']

export function StepsTable({ steps }: { steps: Step[] }) {
  return <DataTable caption="Steps" columns={COLUMNS} empty="No step yet." rows={steps.map(toRows)} />
}

function toRows(step: Step) {
  const error = describeError(step.error)
  return (
    <>
      <tr>
        <th scope="row">{step.name}</th>
        <td>
          <StatusWord status={step.status} />
        </td>
        <td>{step.attempts}</td>
        <td>{formatDuration(step.started_at, step.ended_at)}</td>
      </tr>
      {error && (
        <tr class="more">
          <td colspan={COLUMNS.length}>Last error: {error}</td>
        </tr>
      )}
    </>
  )
}

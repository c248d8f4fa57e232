import type { IngressAnswer, Source } from '../ingress.ts'
import { DataTable } from './data-table.tsx'
import { StatusWord } from './status-word.tsx'
import { TimeUtc } from './time-utc.tsx'

const COLUMNS = ['Source', 'State', 'Last heard', 'Expected every', 'Last 24 h', 'Its own list', '']

/** How each sender is. `compared` names those whose own list is compared with ours. */
export function SourcesTable({
  answer,
  compared,
}: {
  answer: IngressAnswer<{ sources: Source[] }>
  compared: string[]
}) {
  if (answer.kind !== 'answered') {
    return <p class="notice bad">Ingress does not answer: how the sources are is not known.</p>
  }
  return (
    <DataTable
      caption="Sources"
      columns={COLUMNS}
      empty="none"
      rows={answer.data.sources.map((source) => (
        <tr>
          <th scope="row">{source.source}</th>
          <td>
            <StatusWord status={stateOf(source)} />
          </td>
          <td>{lastOf(source) ? <TimeUtc at={lastOf(source) ?? ''} /> : 'never'}</td>
          <td>{source.expectedEverySeconds === null ? '' : `${source.expectedEverySeconds / 3_600} h`}</td>
          <td class="prose">
            {Object.entries(source.last24Hours)
              .map(([status, count]) => `${count} ${status.replaceAll('_', ' ')}`)
              .join(', ') || 'none'}
          </td>
          <td>{compared.includes(source.source) ? missingToday(source) : 'not compared'}</td>
          <td>
            <form method="post" action={`/console/reconciliations/${source.source}`}>
              <button type="submit" aria-label={`Compare ${source.source} now`}>
                Compare now
              </button>
            </form>
          </td>
        </tr>
      ))}
    />
  )
}

function stateOf(source: Source): string {
  if (!source.hasSecret) return 'no_secret'
  if (source.isSilent) return 'silent'
  return lastOf(source) === null ? 'never_heard' : 'heard'
}

/** Who is heard is noted each minute: until then its first delivery says so. */
function lastOf({ lastHeardAt, lastReceivedAt }: Source): string | null {
  return lastHeardAt ?? lastReceivedAt
}

function missingToday({ today }: Source): string {
  return `${today?.missing ?? 0} missing today`
}

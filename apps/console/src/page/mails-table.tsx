import type { Mail } from '@repo/db/schema'
import { DataTable } from './data-table.tsx'
import { IdLink } from './id-link.tsx'
import { SendAgainButton } from './send-again-button.tsx'
import { ShortId } from './short-id.tsx'
import { StatusWord } from './status-word.tsx'
import { TimeUtc } from './time-utc.tsx'

const COLUMNS = ['Mail', 'Status', 'To', 'Subject', 'Reason', 'User', 'Not sent because', 'Created', 'Again']

export function MailsTable({ mails }: { mails: Mail[] }) {
  return (
    <DataTable
      caption="Newest mails"
      columns={COLUMNS}
      empty="No mail yet; a user who signs up gets one."
      rows={mails.map((mail) => (
        <tr>
          <th scope="row">
            <IdLink noun="mail" id={mail.id} />
          </th>
          <td>
            <StatusWord status={mail.status} />
          </td>
          <td>{mail.recipient}</td>
          <td class="prose">{mail.subject || 'not written yet'}</td>
          <td>{mail.reason}</td>
          <td>
            <ShortId id={mail.userId} />
          </td>
          <td class="prose">{mail.error}</td>
          <td>
            <TimeUtc at={mail.createdAt} />
          </td>
          <td>
            <SendAgainButton mail={mail} />
          </td>
        </tr>
      ))}
    />
  )
}

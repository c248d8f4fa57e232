import type { MailDetail as MailDetailProps } from '../load/load-mail.ts'
import { Facts } from './facts.tsx'
import { SendAgainButton } from './send-again-button.tsx'
import { StatusWord } from './status-word.tsx'
import { TimeUtc } from './time-utc.tsx'

/** The mail as its reader got it, in its text form: the other would need to be trusted on this page. */
export function MailDetail({ mail }: MailDetailProps) {
  return (
    <>
      <h2>
        Mail <code>{mail.id}</code>
      </h2>
      <Facts
        facts={{
          To: mail.recipient,
          Subject: mail.subject,
          Reason: mail.reason,
          Status: <StatusWord status={mail.status} />,
          'Not sent because': mail.error,
          Created: <TimeUtc at={mail.createdAt} />,
        }}
      />
      <SendAgainButton mail={mail} />
      <pre class="mail">{mail.text}</pre>
    </>
  )
}

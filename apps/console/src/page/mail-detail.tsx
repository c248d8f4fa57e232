import type { MailDetail as MailDetailProps } from '../load/load-mail.ts'
import { Facts } from './facts.tsx'
import { SendAgainButton } from './send-again-button.tsx'
import { StatusWord } from './status-word.tsx'
import { TimeUtc } from './time-utc.tsx'

/** The mail as its reader got it, in both its forms. */
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
      {mail.text === '' ? (
        <p class="muted">It is not written yet: sending it again writes it.</p>
      ) : (
        <Forms mail={mail} />
      )}
    </>
  )
}

/** The HTML form in a frame that may do nothing at all: no scripts, no forms, no links out, and nothing is loaded from anywhere. */
function Forms({ mail: { text, html } }: Pick<MailDetailProps, 'mail'>) {
  return (
    <>
      <h3>As HTML</h3>
      <iframe class="letter" title="The mail as HTML" sandbox="" srcdoc={html} />
      <h3>As text</h3>
      <pre class="mail">{text}</pre>
    </>
  )
}

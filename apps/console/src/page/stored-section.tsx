import type { IngressAnswer, StoredDelivery } from '../ingress.ts'
import { AttemptsTable } from './attempts-table.tsx'

type StoredSectionProps = { id: string; stored: IngressAnswer<StoredDelivery> }

/** What the Inbox holds of a delivery. The body is the customer's: it is shown when asked for, and the audit says to whom. */
export function StoredSection({ id, stored }: StoredSectionProps) {
  if (stored.kind !== 'answered') {
    const why = stored.kind === 'refused' ? stored.detail : 'ingress does not answer'
    return <p class="muted">Its announcements and headers are not shown: {why}.</p>
  }
  const { headers, attempts, body } = stored.data
  const headerLines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return (
    <>
      <AttemptsTable attempts={attempts} />
      <h3>Headers</h3>
      {headerLines.length > 0 ? (
        <pre class="bytes">{headerLines.join('\n')}</pre>
      ) : (
        <p class="muted">None are kept.</p>
      )}
      <h3>Body</h3>
      {body === undefined && (
        <p>
          <a href={`/console?delivery=${encodeURIComponent(id)}&body=true`}>Show the body</a>
          <span class="muted"> which writes an audit entry</span>
        </p>
      )}
      {body === null && <p class="muted">It is gone: older than 30 days, or erased.</p>}
      {body && <ShownBody id={id} body={body} />}
    </>
  )
}

function ShownBody({ id, body }: { id: string; body: NonNullable<StoredDelivery['body']> }) {
  if (body.encoding !== 'utf8') return <pre class="bytes">{body.content}</pre>
  return (
    <form method="post" action={`/console/deliveries/${encodeURIComponent(id)}/test`} class="edit">
      <textarea name="body" rows={14} spellcheck={false} aria-label="Body">
        {body.content}
      </textarea>
      <p>
        <button type="submit">File an edited copy as a test</button>
        <span class="muted"> It becomes a delivery of its own, which functions handle like any other.</span>
      </p>
    </form>
  )
}

import type { Alert } from '@repo/db/schema'
import { Frame, type Letter, toHtml } from './letter.tsx'

/** What an operator is told, and where to read what to do about it. */
export async function alertLetter({ kind, text, occurrences, firstAt }: Alert): Promise<Letter> {
  const subject = `Millrace: ${kind}`
  const since = `${occurrences} ×, first at ${firstAt.toISOString()}`
  const runbook = `docs/runbooks/${kind}.md says what to do.`
  return {
    subject,
    html: await toHtml(
      <Frame title={subject}>
        <p>{text}</p>
        <p>{since}</p>
        <p>{runbook}</p>
      </Frame>,
    ),
    text: `${text}\n\n${since}\n${runbook}\n`,
  }
}

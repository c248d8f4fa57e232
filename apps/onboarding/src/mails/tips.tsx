import { Frame, type Letter, toHtml } from './letter.tsx'

const TIPS = [
  'Search by meaning: a question in your own words finds the passage that answers it.',
  'Connect a repository, and every push keeps the index fresh.',
  'Invite the others: what one of you uploads, all of you can search.',
]

/** A day later: what is easily missed. */
export async function tips({ name }: { name: string }): Promise<Letter> {
  const subject = 'Three things that are easily missed'
  return {
    subject,
    html: await toHtml(
      <Frame title={subject}>
        <h1>Good to know, {name}</h1>
        <ol>
          {TIPS.map((tip) => (
            <li>{tip}</li>
          ))}
        </ol>
      </Frame>,
    ),
    text: `Good to know, ${name}\n\n${TIPS.map((tip, i) => `${i + 1}. ${tip}`).join('\n')}\n`,
  }
}

import { Frame, type Letter, toHtml } from './letter.tsx'

export type DigestFacts = { name: string; day: string; documents: number; orders: number }

/** One day of the team, in numbers. */
export async function digest({ name, day, documents, orders }: DigestFacts): Promise<Letter> {
  const subject = `Your team on ${day}`
  const lines = [`New documents: ${documents}`, `Orders completed: ${orders}`]
  return {
    subject,
    html: await toHtml(
      <Frame title={subject}>
        <h1>{subject}</h1>
        <p>Hello {name},</p>
        <ul>
          {lines.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      </Frame>,
    ),
    text: `${subject}\n\nHello ${name},\n\n${lines.map((line) => `- ${line}`).join('\n')}\n`,
  }
}

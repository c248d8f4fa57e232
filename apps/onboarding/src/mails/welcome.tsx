import { Frame, type Letter, toHtml } from './letter.tsx'

/** The first mail: what to do now. */
export async function welcome({ name }: { name: string }): Promise<Letter> {
  const subject = 'Welcome aboard'
  const first = 'Upload a document or connect a repository, then ask it something.'
  return {
    subject,
    html: await toHtml(
      <Frame title={subject}>
        <h1>Welcome, {name}</h1>
        <p>{first}</p>
      </Frame>,
    ),
    text: `Welcome, ${name}\n\n${first}\n`,
  }
}

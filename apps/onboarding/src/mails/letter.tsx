import { html } from 'hono/html'
import type { Child, PropsWithChildren } from 'hono/jsx'

/** A mail as its reader gets it, in both forms. */
export type Letter = { subject: string; html: string; text: string }

const body = {
  margin: '0 auto',
  maxWidth: '560px',
  padding: '24px',
  font: '16px/1.6 system-ui, sans-serif',
  color: '#1d2126',
}

/** The frame of every mail. Styles are inline, because mail readers drop the rest. */
export function Frame({ title, children }: PropsWithChildren<{ title: string }>) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
      </head>
      <body style={body}>{children}</body>
    </html>
  )
}

/** A document as a plain string: what hono renders is a String object, which D1 refuses. */
export async function toHtml(document: Child): Promise<string> {
  return `<!doctype html>${await html`${document}`}`
}

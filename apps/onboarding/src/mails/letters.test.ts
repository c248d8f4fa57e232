import { expect, it } from 'vitest'
import { alertLetter } from './alert-letter.tsx'
import { digest } from './digest.tsx'
import { tips } from './tips.tsx'
import { welcome } from './welcome.tsx'

const name = 'Ann <b> & "Co"'
const alert = {
  fingerprint: 'f',
  kind: 'shard-stuck',
  text: '3 webhooks wait in <v1:8>',
  occurrences: 2,
  firstAt: new Date(0),
  lastAt: new Date(0),
  toldAt: new Date(0),
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" }

/** The words that a reader of the HTML sees, each block on a line. */
const seen = (html: string) =>
  html
    .replace(/<head>.*<\/head>/, '')
    .replaceAll(/<[^>]+>/g, '\n')
    .replaceAll(/&([a-z#0-9]+);/g, (whole, entity: string) => ENTITIES[entity] ?? whole)
    .split('\n')
    .filter((line) => line !== '')

/** The same of the plain text, whose lists have marks. */
const read = (text: string) =>
  text
    .split('\n')
    .map((line) => line.replace(/^(?:- |\d+\. )/, ''))
    .filter((line) => line !== '')

const letters = [
  ['welcome', () => welcome({ name })],
  ['tips', () => tips({ name })],
  ['digest', () => digest({ name, day: '2026-11-23', documents: 3, orders: 2 })],
  ['alert', () => alertLetter(alert)],
] as const

it.each(letters)('says the same in the HTML and the text of the %s', async (_, write) => {
  const { subject, html, text } = await write()

  expect(seen(html)).toEqual(read(text))
  expect(read(text).length).toBeGreaterThan(1)
  expect(html).toContain(`<title>${subject}</title>`)
})

it.each(letters.slice(0, 3))('calls its reader by name in the %s', async (_, write) => {
  const { html, text } = await write()

  expect(text).toContain(name)
  expect(html).toContain('Ann &lt;b&gt; &amp; &quot;Co&quot;')
})

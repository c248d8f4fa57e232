import { aTeam } from '@repo/testing/a-team'
import { stubOutside } from '@repo/testing/outside-world'
import { beforeEach, expect, it } from 'vitest'
import { anIndexedDocument, search } from '../../test/a-document.ts'
import { CROWD, PASSAGES } from '../../test/handbook.ts'
import { call } from '../../test/call.ts'
import { db } from '../../test/run.ts'

const HANDBOOK = `# Handbook

## Accounts

Forgotten login credentials are sent again by mail.

## Kitchen

Boil the pasta for nine minutes and drain it well.

## Finance

Revenue grew by ten percent in the last quarter.
`

beforeEach(() => {
  stubOutside()
})

it('finds a passage by its words, wherever they are inflected, and says where it stands', async () => {
  const { id, authorization } = await anIndexedDocument({ name: 'handbook.md', body: HANDBOOK })

  const [best] = await search(authorization, 'boiling pastas')

  expect(best).toMatchObject({
    documentId: id,
    name: 'handbook.md',
    snippet: expect.stringContaining('Boil the pasta'),
    position: { page: null, heading: ['Handbook', 'Kitchen'] },
  })
  expect(HANDBOOK.slice(best?.position.start, best?.position.end)).toContain('Boil the pasta')
})

it.each([
  ['I do not remember my password', 'credentials'],
  ['cooking noodles', 'pasta'],
  ['our sales increased', 'Revenue'],
])('finds a passage that shares no word with the query: %s', async (query, found) => {
  const { authorization } = await anIndexedDocument({ name: 'handbook.md', body: HANDBOOK })

  const [best] = await search(authorization, query)

  expect(best?.snippet).toContain(found)
})

it('finds a passage by its meaning, however many others have a word of the query by chance', async () => {
  const crowd = ['get', 'money', 'back'].flatMap((word) => CROWD.map((sentence) => sentence(word)))
  const { authorization } = await anIndexedDocument({
    name: 'handbook.md',
    body: [...Object.values(PASSAGES), ...crowd].map((text, i) => `# Part ${i}\n\n${text}`).join('\n\n'),
  })

  const found = await search(authorization, 'how do I get my money back')

  expect(found).toHaveLength(10)
  expect(found.map(({ snippet }) => snippet)).toContainEqual(expect.stringContaining(PASSAGES.refund))
}, 30_000)

it('finds what is in another script by its words, and never by its meaning', async () => {
  const { authorization } = await anIndexedDocument({ body: '水獺在水中牽手' })

  expect(await search(authorization, '水獺在水中牽手')).toHaveLength(1)
  expect(await search(authorization, 'xqzjk')).toEqual([])
  expect(await search(authorization, '字')).toEqual([])
})

it('finds nothing of another team', async () => {
  const team = await aTeam(db)
  const mine = await anIndexedDocument({ team, body: 'Otters sleep on their backs.' })
  const theirs = await anIndexedDocument({ body: 'Otters hold hands in the water.' })

  const found = await search(mine.authorization, 'otters')

  expect(found.map(({ documentId }) => documentId)).toEqual([mine.id])
  expect(await search(theirs.authorization, 'otters sleeping on their backs')).toMatchObject([
    { documentId: theirs.id },
  ])
})

it.each([
  'zoning permits',
  'quantum chromodynamics',
  'xqzjk',
  'qwertyuiop',
  'asdf qwer zxcv',
  'who won the world cup',
])('finds nothing where nothing is alike: %s', async (query) => {
  const { authorization } = await anIndexedDocument({ name: 'handbook.md', body: HANDBOOK })

  expect(await search(authorization, query)).toEqual([])
})

it.each([
  '"',
  'a AND',
  'NEAR(x',
  '🦦',
  '*',
  '-otters',
  'body: otters',
  "'; DROP TABLE words",
  '(((',
  '\u0000',
])('takes %j for words and nothing else', async (query) => {
  const { authorization } = await anIndexedDocument()

  const response = await call(`/v1/search?q=${encodeURIComponent(query)}`, { authorization })

  expect(response.status).toBe(200)
})

it.each([
  ['is missing', ''],
  ['is blank', '?q=%20%20'],
  ['has ten thousand characters', `?q=${'otters%20'.repeat(1_250)}`],
])('refuses a query that %s', async (_, query) => {
  const { authorization } = await aTeam(db)

  const response = await call(`/v1/search${query}`, { authorization })

  expect(response.status).toBe(422)
  expect(await response.json()).toMatchObject({ code: 'invalid', field: 'q' })
})

it('needs a token that may read documents', async () => {
  const { authorization } = await aTeam(db, { scopes: ['documents:write'] })

  expect((await call('/v1/search?q=otters', { authorization })).status).toBe(403)
})

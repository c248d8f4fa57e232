import { env } from 'cloudflare:workers'
import { aTeam } from '@repo/testing/a-team'
import { stubOutside } from '@repo/testing/outside-world'
import { expect, it } from 'vitest'
import { call } from '../../test/call.ts'
import { db } from '../../test/run.ts'
import { storeDocument } from '../store-document.ts'

type Listed = { documents: { name: string }[]; next: string | null }

it('goes on where the page before ended, through documents of the same moment too', async () => {
  stubOutside()
  const team = await aTeam(db)
  const moment = new Date()
  const bytes = await new Response('Otters.').arrayBuffer()
  for (let i = 0; i < 5; i++) {
    const file = {
      ...team,
      source: 'upload',
      name: `${i}.txt`,
      contentType: 'text/plain',
      asOf: moment,
    } as const
    await storeDocument({ db, files: env.FILES }, { ...file, bytes }, i < 4 ? moment : new Date(0))
  }

  const names: string[] = []
  let next: string | null = ''
  let pages = 0
  while (next !== null) {
    const query: string = `?limit=2${next && `&after=${next}`}`
    const page: Listed = await (await call(`/v1/documents${query}`, team)).json()
    names.push(...page.documents.map(({ name }) => name))
    next = page.next
    pages += 1
  }

  expect({ pages, names: names.toSorted() }).toEqual({
    pages: 3,
    names: ['0.txt', '1.txt', '2.txt', '3.txt', '4.txt'],
  })
  expect(names.at(-1)).toBe('4.txt')
})

it.each([
  ['limit', '?limit=0'],
  ['limit', '?limit=101'],
  ['limit', '?limit=many'],
  ['after', '?after=yesterday'],
])('refuses a %s that is none: %s', async (field, query) => {
  const response = await call(`/v1/documents${query}`, await aTeam(db))

  expect(response.status).toBe(422)
  expect(await response.json()).toMatchObject({ code: 'invalid', field })
})

import { env } from 'cloudflare:workers'
import { runInDurableObject } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import type { IndexedPassage } from './index-store.ts'
import { packVectors } from './pack-vectors.ts'

const DIMENSIONS = 8

const anIndex = () => env.SEARCH.getByName(crypto.randomUUID())
const passages = (...texts: string[]): IndexedPassage[] =>
  texts.map((text, i) => ({ text, start: i * 10, end: i * 10 + 10, page: null, heading: [] }))
/** Vectors that point along one axis each. */
const vectors = (...axes: number[]) =>
  packVectors(
    'test',
    DIMENSIONS,
    axes.map((axis) => Float32Array.from({ length: DIMENSIONS }, (_, i) => (i === axis ? 1 : 0))),
  )
const otters = { documentId: 'doc_otters', version: 1, name: 'otters.txt' }

describe('replace', () => {
  it('leaves nothing of the earlier passages', async () => {
    const index = anIndex()
    await index.replace(otters, passages('old words', 'old worlds'), vectors(0, 1))

    await index.replace({ ...otters, version: 2 }, passages('new words'), vectors(2))

    expect(await index.search('old', vectors(0))).toEqual([])
    expect(await index.search('new', vectors(7))).toHaveLength(1)
    const counts = await runInDurableObject(index, (_, { storage: { sql } }) =>
      ['passages', 'words', 'segments'].map(
        (table) => sql.exec(`SELECT count(*) AS n FROM ${table}`).one()['n'],
      ),
    )
    expect(counts).toEqual([1, 1, 1])
  })

  it('shows the old passages or the new ones, never both and never none', async () => {
    const index = anIndex()
    await index.replace(otters, passages('otters, the first'), vectors(0))

    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, i) => {
        if (i % 2 === 0) {
          await index.replace({ ...otters, version: i }, passages(`otters, the ${i}`), vectors(0))
        }
        return index.search('otters', vectors(0))
      }),
    )

    expect(new Set(answers.map((hits) => hits.length))).toEqual(new Set([1]))
  })

  it('changes nothing at all when it fails half-way', async () => {
    const index = anIndex()
    await index.replace(otters, passages('old words'), vectors(0))
    const broken = passages('new words', 'broken')
    const [, second] = broken
    Object.assign(second ?? {}, { start: null })

    await runInDurableObject(index, async (instance) => {
      await expect(instance.replace({ ...otters, version: 2 }, broken, vectors(1, 2))).rejects.toThrow(
        /NOT NULL/,
      )
    })

    expect(await index.search('old', vectors(7))).toHaveLength(1)
    expect(await index.search('new', vectors(7))).toEqual([])
  })

  it('refuses a version older than one that was here', async () => {
    const index = anIndex()
    await index.replace({ ...otters, version: 2 }, passages('new words'), vectors(0))

    expect(await index.replace(otters, passages('old words'), vectors(0))).toBe(false)

    expect(await index.search('old', vectors(7))).toEqual([])
  })

  it('takes more vectors than one segment holds', async () => {
    const index = anIndex()
    const texts = Array.from({ length: 1_100 }, (_, i) => `passage ${i}`)

    await index.replace(otters, passages(...texts), vectors(...texts.map((_, i) => (i === 1_090 ? 3 : 0))))

    const [best] = await index.search('nothing', vectors(3))
    expect(best?.snippet).toBe('passage 1090')
  })
})

describe('remove', () => {
  it('is not undone by an older version that comes late', async () => {
    const index = anIndex()
    await index.replace(otters, passages('otters'), vectors(0))

    await index.remove({ ...otters, version: 2 })
    const isTaken = await index.replace(otters, passages('otters'), vectors(0))

    expect(isTaken).toBe(false)
    expect(await index.search('otters', vectors(0))).toEqual([])
  })

  it('spares a newer version', async () => {
    const index = anIndex()
    await index.replace({ ...otters, version: 3 }, passages('otters'), vectors(0))

    await index.remove({ ...otters, version: 2 })

    expect(await index.search('otters', vectors(0))).toHaveLength(1)
  })
})

describe('search', () => {
  it('puts what matches by words and by meaning before what matches by either', async () => {
    const index = anIndex()
    await index.replace(otters, passages('otters swim', 'otters sleep', 'beavers build'), vectors(0, 1, 1))

    const [best, ...others] = (await index.search('otters', vectors(1))).map(({ snippet }) => snippet)

    expect(best).toBe('otters sleep')
    expect(others.toSorted()).toEqual(['beavers build', 'otters swim'])
  })

  it('compares no vectors of different models', async () => {
    const index = anIndex()
    await index.replace(otters, passages('otters'), vectors(0))

    expect(await index.search('beavers', { ...vectors(0), model: 'other' })).toEqual([])
  })

  it('answers ten at the most', async () => {
    const index = anIndex()
    const texts = Array.from({ length: 30 }, (_, i) => `otters ${i}`)
    await index.replace(otters, passages(...texts), vectors(...texts.map(() => 0)))

    expect(await index.search('otters', vectors(0))).toHaveLength(10)
  })
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { loadKernel } from './load-kernel.mjs'
import { packModel } from '../model/pack-model.ts'
import { cutPassages } from '../src/cut-passages.ts'
import { embedPassages } from '../src/embed-passages.ts'
import { type Hit, findPassages } from '../src/search/find-passages.ts'
import { IndexStore } from '../src/search/index-store.ts'
import { packVectors } from '../src/search/pack-vectors.ts'
import { createUseLite } from '../src/use-lite/create-use-lite.ts'

const DIST = join(import.meta.dirname, '../dist')

await packModel()
const embedder = createUseLite(
  (await loadKernel(join(DIST, 'kernel.wasm'))) as WebAssembly.Module,
  new Uint8Array(readFileSync(join(DIST, 'assets/use-lite.pack'))).buffer,
)

export type Index = {
  add: (id: string, title: string, text: string) => Promise<void>
  search: (query: string) => Promise<Hit[]>
}

/** A team's index in this process: the product's own rows, embedder and fusion, with Node's SQLite in the place of a Durable Object's. */
export function openIndex(): Index {
  const store = new IndexStore(sqlOf(new DatabaseSync(':memory:')))
  return {
    add: async (id, title, text) => {
      const sections = [{ start: 0, page: null, heading: title === '' ? [] : [title] }]
      const passages = cutPassages({ text, sections }, embedder)
      store.clear(id, 1, title)
      store.add(id, passages, await embedPassages(embedder, passages))
    },
    search: async (query) => {
      const vector = packVectors(embedder.model, embedder.dimensions, await embedder.embed([query]))
      return findPassages(store, query, vector)
    },
  }
}

function sqlOf(db: DatabaseSync): SqlStorage {
  const exec = (query: string, ...given: unknown[]) => {
    if (given.length === 0 && query.includes('CREATE')) return db.exec(query)
    const bound = given.map((value) => (value instanceof ArrayBuffer ? new Uint8Array(value) : value))
    const rows = db
      .prepare(query)
      .all(...(bound as SQLInputValue[]))
      .map(withBuffers)
    return { toArray: () => rows, one: () => rows[0], [Symbol.iterator]: () => rows.values() }
  }
  return { exec } as unknown as SqlStorage
}

/** Durable Objects answer blobs as buffers. */
const withBuffers = (row: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key,
      value instanceof Uint8Array ? new Uint8Array(value).buffer : value,
    ]),
  )

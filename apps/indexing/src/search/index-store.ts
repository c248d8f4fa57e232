import type { Passage } from '../rules/passage.ts'
import type { PackedVectors } from './pack-vectors.ts'

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS documents (id TEXT PRIMARY KEY, version INTEGER NOT NULL, name TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS passages (
    id INTEGER PRIMARY KEY, document_id TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, page INTEGER, heading TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS passages_document ON passages (document_id);
  CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(body, heading, tokenize = 'porter unicode61');
  CREATE TABLE IF NOT EXISTS segments (
    first_passage INTEGER PRIMARY KEY, document_id TEXT NOT NULL, model TEXT NOT NULL, dimensions INTEGER NOT NULL,
    vectors BLOB NOT NULL, inverse_lengths BLOB NOT NULL);
  CREATE INDEX IF NOT EXISTS segments_document ON segments (document_id);`

// A row of 512 vectors with 512 dimensions is 256 KB; SQLite in a Durable Object takes 2 MB.
const SEGMENT_VECTORS = 512
const SNIPPET_TOKENS = 40

export type IndexedPassage = Passage & { text: string }

export type FoundPassage = Passage & { id: number; documentId: string; name: string; text: string }

type Segment = { firstPassage: number; values: Int8Array; inverseLengths: Float32Array }

/** The rows of one team's index. Passages of a document have ids in a row, and so have the vectors of a segment. */
export class IndexStore {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
    sql.exec(SCHEMA)
  }

  /** The newest version that was heard of, removals included. */
  versionOf(documentId: string): number {
    const [row] = this.#sql.exec<{ version: number }>(
      'SELECT version FROM documents WHERE id = ?',
      documentId,
    )
    return row?.version ?? 0
  }

  /** Removes the document's passages and notes the version, below which nothing changes any more. */
  clear(documentId: string, version: number, name: string): void {
    this.#sql.exec(
      'DELETE FROM words WHERE rowid IN (SELECT id FROM passages WHERE document_id = ?)',
      documentId,
    )
    this.#sql.exec('DELETE FROM passages WHERE document_id = ?', documentId)
    this.#sql.exec('DELETE FROM segments WHERE document_id = ?', documentId)
    this.#sql.exec(
      'INSERT OR REPLACE INTO documents (id, version, name) VALUES (?, ?, ?)',
      documentId,
      version,
      name,
    )
  }

  add(documentId: string, passages: IndexedPassage[], vectors: PackedVectors): void {
    const first =
      1 + this.#sql.exec<{ last: number }>('SELECT coalesce(max(id), 0) AS last FROM passages').one().last
    passages.forEach(({ text, start, end, page, heading }, i) => {
      const path = JSON.stringify(heading)
      this.#sql.exec(
        'INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)',
        first + i,
        documentId,
        start,
        end,
        page,
        path,
      )
      this.#sql.exec(
        'INSERT INTO words (rowid, body, heading) VALUES (?, ?, ?)',
        first + i,
        text,
        heading.join(' '),
      )
    })
    const { model, dimensions, values, inverseLengths } = vectors
    for (let from = 0; from < passages.length; from += SEGMENT_VECTORS) {
      const to = Math.min(from + SEGMENT_VECTORS, passages.length)
      this.#sql.exec(
        'INSERT INTO segments VALUES (?, ?, ?, ?, ?, ?)',
        first + from,
        documentId,
        model,
        dimensions,
        values.slice(from * dimensions, to * dimensions).buffer,
        inverseLengths.slice(from, to).buffer,
      )
    }
  }

  /** The best passages by words, with their scores (the more the better) and where the words stand. */
  matchWords(match: string, limit: number): { id: number; score: number; snippet: string }[] {
    return this.#sql
      .exec<{ id: number; score: number; snippet: string }>(
        `SELECT rowid AS id, -bm25(words) AS score, snippet(words, 0, '', '', '…', ${SNIPPET_TOKENS}) AS snippet
          FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?`,
        match,
        limit,
      )
      .toArray()
  }

  /** One at a time: all vectors of a large team do not fit into memory at once. */
  *segments(model: string): Generator<Segment> {
    const query = 'SELECT first_passage, vectors, inverse_lengths FROM segments WHERE model = ?'
    for (const row of this.#sql.exec<{
      first_passage: number
      vectors: ArrayBuffer
      inverse_lengths: ArrayBuffer
    }>(query, model)) {
      yield {
        firstPassage: row.first_passage,
        values: new Int8Array(row.vectors),
        inverseLengths: new Float32Array(row.inverse_lengths),
      }
    }
  }

  find(ids: number[]): Map<number, FoundPassage> {
    const rows = this.#sql.exec<Omit<FoundPassage, 'heading'> & { heading: string }>(
      `SELECT passages.id, document_id AS documentId, name, start, end, page, passages.heading, body AS text
        FROM json_each(?) JOIN passages ON passages.id = value JOIN words ON words.rowid = value JOIN documents ON documents.id = document_id`,
      JSON.stringify(ids),
    )
    return new Map([...rows].map((row) => [row.id, { ...row, heading: JSON.parse(row.heading) as string[] }]))
  }
}

import { DurableObject } from 'cloudflare:workers'
import type { Bindings } from '../context.ts'
import { findPassages, type Hit } from './find-passages.ts'
import { type IndexedPassage, IndexStore } from './index-store.ts'
import type { PackedVectors } from './pack-vectors.ts'

export type DocumentVersion = { documentId: string; version: number; name: string }

/** One team's index: its passages by their words and by their meaning. */
export class SearchIndex extends DurableObject<Bindings> {
  readonly #store = new IndexStore(this.ctx.storage.sql)

  /** Puts a document's passages in the place of its earlier ones, in one transaction. False where a newer version was here before. */
  async replace(
    document: DocumentVersion,
    passages: IndexedPassage[],
    vectors: PackedVectors,
  ): Promise<boolean> {
    return this.ctx.storage.transactionSync(() => {
      const { documentId, version, name } = document
      if (this.#store.versionOf(documentId) > version) return false
      this.#store.clear(documentId, version, name)
      this.#store.add(documentId, passages, vectors)
      return true
    })
  }

  /** Removes a document; the removal has a version of its own, so that what is still under way does not bring it back. */
  async remove({ documentId, version, name }: DocumentVersion): Promise<void> {
    this.ctx.storage.transactionSync(() => {
      if (this.#store.versionOf(documentId) <= version) this.#store.clear(documentId, version, name)
    })
  }

  /** @param vector the query's, alone in its pack. */
  async search(query: string, vector: PackedVectors): Promise<Hit[]> {
    return findPassages(this.#store, query, vector)
  }
}

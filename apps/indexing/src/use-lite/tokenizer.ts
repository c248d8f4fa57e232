import type { PackHeader } from './pack.ts'

// The first pieces of the vocabulary are control tokens; the very first stands for what is unknown.
const CONTROL_PIECES = 6
const UNKNOWN = 0
const UNKNOWN_SCORE = -20
const WORD_START = '\u2581'
const CACHED_WORDS_MAX = 50_000
const CACHED_LENGTH_MAX = 40

/** SentencePiece's unigram model: a word is cut into the pieces that are together the most likely. */
export class Tokenizer {
  readonly #ids = new Map<string, number>()
  readonly #scores: number[]
  readonly #longest: number
  readonly #words = new Map<string, number[]>()

  constructor({ pieces, scores }: PackHeader['vocabulary']) {
    this.#scores = scores
    pieces.forEach((piece, id) => {
      if (id >= CONTROL_PIECES && !this.#ids.has(piece)) this.#ids.set(piece, id)
    })
    this.#longest = pieces.reduce((max, piece) => Math.max(max, piece.length), 1)
  }

  encode(text: string): number[] {
    return text
      .normalize('NFKC')
      .split(/\s+/)
      .filter(Boolean)
      .flatMap((word) => this.#encodeWord(word))
  }

  count(text: string): number {
    return this.encode(text).length
  }

  #encodeWord(word: string): number[] {
    const known = this.#words.get(word)
    if (known) return known
    const ids = this.#cut(WORD_START + word)
    if (word.length <= CACHED_LENGTH_MAX && this.#words.size < CACHED_WORDS_MAX) this.#words.set(word, ids)
    return ids
  }

  /** Viterbi: `best[i]` is the score of the best way to cut the first `i` code units, `last[i]` the piece that it ends in. */
  #cut(word: string): number[] {
    const best = new Float64Array(word.length + 1).fill(Number.NEGATIVE_INFINITY)
    const last: { id: number; from: number }[] = []
    best[0] = 0

    const offer = (from: number, to: number, id: number, score: number) => {
      const total = (best[from] ?? 0) + score
      if (total < (best[to] ?? 0)) return
      best[to] = total
      last[to] = { id, from }
    }
    for (let from = 0; from < word.length; from++) {
      if (best[from] === Number.NEGATIVE_INFINITY) continue
      const character = from + String.fromCodePoint(word.codePointAt(from) ?? 0).length
      for (let to = from + 1; to <= Math.min(word.length, from + this.#longest); to++) {
        const id = this.#ids.get(word.slice(from, to))
        if (id !== undefined) offer(from, to, id, this.#scores[id] ?? 0)
      }
      if (!this.#ids.has(word.slice(from, character))) offer(from, character, UNKNOWN, UNKNOWN_SCORE)
    }

    const ids: number[] = []
    for (let end = last[word.length]; end; end = last[end.from]) {
      if (end.id !== UNKNOWN || ids.at(-1) !== UNKNOWN) ids.push(end.id)
    }
    return ids.toReversed()
  }
}

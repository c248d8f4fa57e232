import type { PackHeader } from './pack.ts'

// The first pieces of the vocabulary are control tokens; the very first stands for what is unknown.
const CONTROL_PIECES = 6
const UNKNOWN = 0
const UNKNOWN_SCORE = -20
const WORD_START = '\u2581'
const CACHED_WORDS_MAX = 50_000
const CACHED_LENGTH_MAX = 40

/** The pieces that begin alike, code unit by code unit: where a word goes on like none of them, none is looked for any further. */
type Branch = { id?: number; next: Map<number, Branch> }

/** SentencePiece's unigram model: a word is cut into the pieces that are together the most likely. */
export class Tokenizer {
  readonly #pieces: Branch = { next: new Map() }
  readonly #scores: number[]
  readonly #words = new Map<string, number[]>()

  constructor({ pieces, scores }: PackHeader['vocabulary']) {
    this.#scores = scores
    pieces.forEach((piece, id) => {
      if (id >= CONTROL_PIECES) this.#branchOf(piece).id ??= id
    })
  }

  encode(text: string): number[] {
    return text
      .normalize('NFKC')
      .split(/\s+/)
      .filter(Boolean)
      .flatMap((word) => this.#encodeWord(word))
  }

  /** Whether there is anything in the tokens that the model has learnt something about. */
  knows(ids: number[]): boolean {
    return ids.some((id) => id !== UNKNOWN && id !== this.#branchOf(WORD_START).id)
  }

  count(text: string): number {
    return this.encode(text).length
  }

  #branchOf(piece: string): Branch {
    let branch = this.#pieces
    for (let at = 0; at < piece.length; at++) {
      const next = branch.next.get(piece.charCodeAt(at)) ?? { next: new Map() }
      branch.next.set(piece.charCodeAt(at), next)
      branch = next
    }
    return branch
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
      let isKnown = false
      let to = from
      let branch = this.#pieces.next.get(word.charCodeAt(to))
      for (; branch; branch = branch.next.get(word.charCodeAt(to))) {
        to += 1
        if (branch.id === undefined) continue
        isKnown ||= to === character
        offer(from, to, branch.id, this.#scores[branch.id] ?? 0)
      }
      if (!isKnown) offer(from, character, UNKNOWN, UNKNOWN_SCORE)
    }

    const ids: number[] = []
    for (let end = last[word.length]; end; end = last[end.from]) {
      if (end.id !== UNKNOWN || ids.at(-1) !== UNKNOWN) ids.push(end.id)
    }
    return ids.toReversed()
  }
}

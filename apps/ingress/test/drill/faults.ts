/** Every place where the drill lets something fail, with the share of the calls that do. */
const SHARES = {
  'shard is not reached': 0.02,
  'shard is away for a while': 0.05,
  'shard took it and the answer is lost': 0.02,
  'shard is killed after it took it': 0.001,
  'shard is killed while the engine answers': 0.02,
  'shard does not order news': 0.02,
  'shard ordered news and the answer is lost': 0.02,
  'shard is killed before D1 writes': 0.01,
  'shard is killed while D1 answers': 0.01,
  'R2 does not put': 0.05,
  'R2 put and the answer is lost': 0.05,
  'R2 does not get': 0.05,
  'R2 does not list': 0.5,
  'R2 does not delete': 0.05,
  'D1 is away': 0.05,
  'D1 wrote and the answer is lost': 0.05,
  'engine is not reached': 0.04,
  'engine answers 503': 0.04,
  'engine took it and the answer is lost': 0.04,
  'engine took a part and answers 400': 0.02,
  'engine says 200 and forgets an event': 0.002,
  'function does not reach the shard': 0.02,
  'function settled and the answer is lost': 0.02,
}

export type Place = keyof typeof SHARES

/**
 * Decides what fails. A decision depends on the seed, the place, whom it concerns and how often they were there before, and on no clock
 * and no order between others, so that a seed brings the same decisions again.
 */
export class Faults {
  readonly seed: number
  readonly struck = new Map<Place, number>()
  readonly #visits = new Map<string, number>()
  isOver = false
  /** What lasts for a while lasts as long as this does not change. */
  while = 0

  constructor(seed: number) {
    this.seed = seed
  }

  strikes(place: Place, whom: string): boolean {
    if (this.isOver) return false
    const visit = `${place} ${whom}`
    const times = (this.#visits.get(visit) ?? 0) + 1
    this.#visits.set(visit, times)
    return this.#decide(place, `${visit} ${times}`)
  }

  /** For all who are there in the same while alike. */
  lasts(place: Place, whom: string): boolean {
    return !this.isOver && this.#decide(place, `${place} ${whom} in ${this.while}`)
  }

  #decide(place: Place, words: string): boolean {
    if (this.random(words) >= SHARES[place]) return false
    this.struck.set(place, (this.struck.get(place) ?? 0) + 1)
    return true
  }

  /** From 0 to 1, always the same for the same words. FNV-1a, then stirred, for neighbours to differ. */
  random(words: string): number {
    let hash = 0x811c9dc5 ^ this.seed
    for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ words.charCodeAt(i), 0x01000193)
    hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d)
    hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b)
    return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
  }

  /** The places where nothing failed: a drill that left one out has shown nothing about it. */
  missed(): Place[] {
    return (Object.keys(SHARES) as Place[]).filter((place) => !this.struck.has(place))
  }
}

export const outage = (place: Place) => new Error(`drill: ${place}`)

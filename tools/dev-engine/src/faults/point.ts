/**
 * A moment at which something may go wrong: `write` is a commit, `call` a request to an app before it leaves,
 * `answer` the same once the app has answered, `delivery` events that are sent to the engine.
 */
export type Stage = 'write' | 'call' | 'answer' | 'delivery'

export interface Point {
  stage: Stage
  /** From 1, and on over restarts; a call and its answer share theirs. */
  number: number
  /** What a person calls it, such as `step charge of shop-pay completed`. */
  what: string
}

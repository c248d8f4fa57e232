/** How long a piece of work may take in all. One timer serves all its waits: in this runtime a timer costs more than a signature. */
export class Deadline {
  readonly ms: number
  readonly #passed = Promise.withResolvers<never>()

  constructor(ms: number) {
    this.ms = ms
    this.#passed.promise.catch(() => {})
    // Never cleared: it goes with the request, and clearing it costs as much again.
    setTimeout(() => this.#passed.reject(new DeadlinePassed(ms)), ms)
  }

  /** What the work gives, or `DeadlinePassed`. The work itself goes on; its late outcome is dropped. */
  hold<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.#passed.promise])
  }
}

export class DeadlinePassed extends Error {
  constructor(ms: number) {
    super(`no answer within ${ms} ms`)
  }
}

/** One line per reason. */
export class SyncFailed extends Error {
  override readonly name = 'SyncFailed'
  readonly reasons: readonly string[]

  constructor(reasons: readonly string[]) {
    super(reasons.join('\n'))
    this.reasons = reasons
  }
}

/** The engine was killed, or could not write what has happened: whatever was asked of it is not done. */
export class EngineKilled extends Error {
  override readonly name = 'EngineKilled'

  constructor(reason?: Error) {
    super(reason ? `the engine was killed: ${reason.message}` : 'the engine was killed', { cause: reason })
  }
}

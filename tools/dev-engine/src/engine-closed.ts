/** The engine was closed before this was asked of it. */
export class EngineClosed extends Error {
  override readonly name = 'EngineClosed'

  constructor() {
    super('the engine is closed')
  }
}

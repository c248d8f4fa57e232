/** Something that was asked for by its id, such as a run, is not in the state. */
export class NotFound extends Error {
  override readonly name = 'NotFound'

  constructor(what: string) {
    super(`${what} does not exist`)
  }
}

/** Something asked of the engine makes no sense; the message says what and why. */
export class InvalidRequest extends Error {
  override readonly name: string = 'InvalidRequest'
}

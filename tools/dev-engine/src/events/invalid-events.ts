export class InvalidEvents extends Error {
  override readonly name = 'InvalidEvents'
}

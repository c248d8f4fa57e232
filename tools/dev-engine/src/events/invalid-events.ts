import { InvalidRequest } from '../invalid-request.ts'

export class InvalidEvents extends InvalidRequest {
  override readonly name = 'InvalidEvents'
}

import { at, idOf, type Payload, parsePayload, secondsOf } from './payload.ts'
import { type Identity, PayloadRefused, type Received } from './source.ts'

/** Where a JSON body says what it is; each is a path such as `data.id`, and of several the first that is there counts. */
export type Fields = {
  /** What names the happening: the signed id, or fields that do so together. */
  id: 'signed id' | readonly string[]
  type: readonly string[]
  object?: readonly string[]
  sequence?: readonly string[]
}

/** Reads a delivery's identity from its body, for senders who need no words of their own. */
export const identifyBy =
  (fields: Fields) =>
  ({ body, signedId }: Received): Identity => {
    const payload = parsePayload(body)
    const type = fields.type.map((path) => named(payload, path)).join('.')
    const object = firstOf(payload, fields.object ?? [], idOf)
    const sequence = firstOf(payload, fields.sequence ?? [], secondsOf)
    return {
      id:
        fields.id === 'signed id'
          ? (signedId ?? '')
          : fields.id.map((path) => named(payload, path)).join(':'),
      type,
      objectId: object,
      order: object !== null && sequence !== null ? { object, sequence } : null,
    }
  }

function named(payload: Payload, path: string): string {
  const value = at(payload, path)
  if (typeof value === 'string' && /^[\w.:/-]{1,100}$/.test(value)) return value
  throw new PayloadRefused(path, `the body needs ${path}: up to 100 letters, digits and . : / - _`)
}

function firstOf<T>(
  payload: Payload,
  paths: readonly string[],
  read: (value: unknown) => T | null,
): T | null {
  for (const path of paths) {
    const value = read(at(payload, path))
    if (value !== null) return value
  }
  return null
}

import type { Erasure } from '@repo/db/schema'
import type { Bindings } from '../context.ts'
import { inboxFor } from '../inbox/inbox-for.ts'
import { mentionsIn } from '../rules/mentions.ts'

const OBJECTS_MAX = 200
const BYTES_MAX = 100 * 1024 * 1024

type Asked = Pick<Erasure, 'id' | 'mentions' | 'requestedAt'>

/**
 * Erases what mentions the person among the next bodies in R2 after a name, with the deliveries that claim them; one after the other, for
 * a body may have 25 MB. Answers the name it came to, null at the end. The bytes go last: a repeat finds by them what it has to finish.
 */
export async function eraseInR2(env: Bindings, asked: Asked, after: string): Promise<string | null> {
  const isMentionedIn = mentionsIn(asked.mentions)
  const { objects, truncated } = await env.BODIES.list({
    prefix: 'bodies/',
    limit: OBJECTS_MAX,
    ...(after && { startAfter: after }),
  })
  let bytes = 0
  let last = after
  for (const object of objects) {
    if (bytes > BYTES_MAX) return last
    const body = await env.BODIES.get(object.key)
    if (body && isMentionedIn(await body.text())) await eraseObject(env, asked, object)
    bytes += object.size
    last = object.key
  }
  return truncated ? last : null
}

/** What no delivery claims is left of one that never came in, or is on its way in, if it was put after the erasure was asked for. */
async function eraseObject(env: Bindings, { id, requestedAt }: Asked, { key: name, uploaded }: R2Object) {
  const key = keyOf(name)
  const isErased = await inboxFor(env, key).eraseClaim(key, name, id)
  if (isErased || uploaded <= requestedAt) await env.BODIES.delete(name)
}

/** Of `bodies/<key>/<hash of the body>`. */
const keyOf = (name: string) => name.slice('bodies/'.length, name.lastIndexOf('/'))

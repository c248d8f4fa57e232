import type { Bindings } from '../context.ts'
import { inboxShard } from '../inbox/inbox-for.ts'
import type { Mentions } from '../inbox/stored-bodies.ts'
import { mentionsIn } from '../rules/mentions.ts'

const STRETCH = 500

/** Erases each body of the shard that mentions the person, wherever it lies. Answers how many; a repeat finds none. */
export async function eraseInShard(env: Bindings, shard: string, mentions: string[]): Promise<number> {
  let erased = 0
  let after: string | null = ''
  while (after !== null) {
    const found: Mentions = await inboxShard(env, shard).searchBodies(mentions, after, STRETCH)
    const inR2 = await mentionedInR2(env, found.inR2, mentions)
    const keys = [...found.keys, ...inR2.map(({ key }) => key)]
    // The bytes first: who loses the reference before them cannot come back for them.
    if (inR2.length > 0) await env.BODIES.delete(inR2.map(({ bodyRef }) => bodyRef))
    if (keys.length > 0) await inboxShard(env, shard).eraseBodies(keys)
    erased += keys.length
    after = found.after
  }
  return erased
}

/** One after the other: a body may have 25 MB. */
async function mentionedInR2(env: Bindings, bodies: Mentions['inR2'], mentions: string[]) {
  const isMentionedIn = mentionsIn(mentions)
  const mentioned: Mentions['inR2'] = []
  for (const body of bodies) {
    const object = await env.BODIES.get(body.bodyRef)
    if (object && isMentionedIn(await object.text())) mentioned.push(body)
  }
  return mentioned
}

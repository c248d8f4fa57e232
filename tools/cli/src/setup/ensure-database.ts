import { z } from 'zod'
import { Sentence } from '../sentence.ts'
import { readJson, type Wrangler } from '../cloudflare/wrangler.ts'

const Listed = z.object({ uuid: z.string(), name: z.string() })

/** The id of the database with this name, which is made where there is none. */
export async function ensureDatabase(
  wrangler: Wrangler,
  name: string,
): Promise<{ id: string; isNew: boolean }> {
  const databases = readJson(await wrangler(['d1', 'list', '--json']), z.array(Listed))
  const present = databases.find((database) => database.name === name)
  if (present) return { id: present.uuid, isNew: false }

  const [, made] = /database_id\W+([\w-]{36})/.exec(await wrangler(['d1', 'create', name])) ?? []
  if (!made) {
    throw new Sentence(`the database ${name} was made, but wrangler does not say its id: run setup again`)
  }
  return { id: made, isNew: true }
}

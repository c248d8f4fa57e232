import { Sentence } from '../sentence.ts'
import { jsonOf, type Wrangler } from '../cloudflare/wrangler.ts'

type Listed = { uuid: string; name: string }

/** The id of the database with this name, which is made where there is none. */
export async function ensureDatabase(
  wrangler: Wrangler,
  name: string,
): Promise<{ id: string; isNew: boolean }> {
  const databases = jsonOf<Listed[]>(await wrangler(['d1', 'list', '--json']))
  const present = databases.find((database) => database.name === name)
  if (present) return { id: present.uuid, isNew: false }

  const [, made] = /database_id\W+([\w-]{36})/.exec(await wrangler(['d1', 'create', name])) ?? []
  if (!made)
    throw new Sentence(`the database ${name} was made, but wrangler does not say its id: run setup again`)
  return { id: made, isNew: true }
}

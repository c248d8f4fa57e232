import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CloudflareApi } from '../cloudflare/cloudflare-api.ts'
import { findAccount } from '../cloudflare/find-account.ts'
import type { Wrangler } from '../cloudflare/wrangler.ts'
import type { EnvironmentNames } from '../environment/derive-environment.ts'
import { writeEnvironment } from '../environment/environment.ts'
import { type Environment, readEnvironment } from '../environment/read-environment.ts'
import { writeSettings } from '../environment/write-settings.ts'
import { Sentence } from '../sentence.ts'
import type { Workspace } from '../workspace.ts'
import { ensureBuckets } from './ensure-buckets.ts'
import { ensureDatabase } from './ensure-database.ts'
import { ensureSecrets, type SecretSource } from './ensure-secrets.ts'

export type SetupOptions = {
  env: string
  name: string | undefined
  isRenaming: boolean
  accountId: string | undefined
  domain: string | undefined
  secrets: SecretSource
}

export type SetupTools = {
  workspace: Workspace
  /** The client, for one account once that is known. */
  wranglerFor: (accountId?: string) => Wrangler
  apiFor: (wrangler: Wrangler) => CloudflareApi
  say: (line: string) => void
}

/** Brings an environment into being, or finds that it is there. Throws a sentence where something is left to do. */
export async function setUp(
  { workspace, wranglerFor, apiFor, say }: SetupTools,
  options: SetupOptions,
): Promise<void> {
  const { env } = options
  const before = await readEnvironment(workspace, env)
  const names = chooseName(before, options)
  const accountId = await findAccount(wranglerFor(), options.accountId ?? before.accountId)
  const wrangler = wranglerFor(accountId)
  say(`✓ account ${accountId}`)

  const renamed = await writeEnvironment(workspace, names)
  const { rooms } = await readEnvironment(workspace, env)
  const database = rooms.find((room) => room.database)?.database
  if (!database) throw new Sentence(`no worker has a database in [env.${env}]`)
  const { id, isNew } = await ensureDatabase(wrangler, database.name)
  say(`✓ database ${database.name} ${isNew ? 'made' : 'is there'}`)

  const buckets = await ensureBuckets(wrangler, workspace.root, rooms)
  for (const bucket of rooms.flatMap((room) => room.buckets)) {
    say(`✓ bucket ${bucket.name} ${buckets.includes(bucket.name) ? 'made' : 'is there'}`)
  }

  const written = await writeFiles(workspace, env, { accountId, databaseId: id }, options.domain)
  const changed = new Set([...renamed.map(({ config }) => config), ...written])
  say(changed.size > 0 ? `✓ written: ${[...changed].join(', ')}` : '✓ the wrangler files know all of it')

  const missing = await ensureSecrets(
    { wrangler, api: apiFor(wrangler), accountId, env },
    rooms,
    options.secrets,
    say,
  )
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name).join(', ')
    throw new Sentence(
      `still missing: ${names}; give them with --secrets-file <file>, or answer at a terminal`,
    )
  }
  say('✓ every worker has its secrets')
}

/** A name is chosen once: it is in the ids by which runs, keys and addresses are known. */
function chooseName(
  { env, names, rooms }: Environment,
  { name, isRenaming }: SetupOptions,
): EnvironmentNames {
  if (!name || name === names.name) return names
  if (!/^(?=.{1,30}$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name)) {
    throw new Sentence(
      `--name is up to 30 small letters, digits and single hyphens, a letter first and no hyphen last, not ${name}`,
    )
  }
  const isSetUp = rooms.some((room) => room.database?.id)
  if (isSetUp && !isRenaming) {
    throw new Sentence(
      `${env} is set up as ${names.name}. Under another name its workers, buckets, database and Inngest apps are new and empty, and the runs in flight stay behind with the old apps, which nobody answers any more. If you want that, say --rename`,
    )
  }
  return { ...names, name }
}

/** Answers the files that changed. */
async function writeFiles(
  workspace: Workspace,
  env: string,
  settings: { accountId: string; databaseId: string },
  domain: string | undefined,
): Promise<string[]> {
  const gateway = workspace.rooms.at(-1)
  const changed: string[] = []
  for (const room of workspace.rooms) {
    const file = join(workspace.root, room.config)
    const before = await readFile(file, 'utf8')
    const after = writeSettings(before, env, { ...settings, ...(domain && room === gateway && { domain }) })
    if (after === before) continue
    await writeFile(file, after)
    changed.push(room.config)
  }
  return changed
}

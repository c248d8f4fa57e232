import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from '@decimalturn/toml-patch'
import type { Room, Workspace } from '../workspace.ts'
import { completeEnvironment } from './complete-environment.ts'
import type { EnvironmentNames, Table } from './derive-environment.ts'

export const environments = ['staging', 'production'] as const

export type EnvironmentName = (typeof environments)[number]

/** The wrangler files of the workspace as they would be with this environment whole, and which of them that changes. */
export async function fitEnvironment(
  workspace: Workspace,
  names: EnvironmentNames,
): Promise<{ room: Room; before: string; after: string }[]> {
  return Promise.all(
    workspace.rooms.map(async (room) => {
      const before = await readFile(join(workspace.root, room.config), 'utf8')
      return { room, before, after: completeEnvironment(before, names) }
    }),
  )
}

/** Under which name the environment is written down: the gateway's says it. */
export async function readNames(workspace: Workspace, env: string): Promise<EnvironmentNames> {
  const gateway = workspace.rooms.at(-1)
  const file = parse(await readFile(join(workspace.root, gateway?.config ?? ''), 'utf8')) as Table
  const base = String(file['name'])
  const written = (file['env'] as Record<string, Table> | undefined)?.[env]?.['name']
  const name = typeof written === 'string' ? written.replace(new RegExp(`-${env}$`), '') : base
  return { env, name, base }
}

/** Writes what `fitEnvironment` found; answers the rooms whose file changed. */
export async function writeEnvironment(workspace: Workspace, names: EnvironmentNames): Promise<Room[]> {
  const files = await fitEnvironment(workspace, names)
  const changed = files.filter(({ before, after }) => before !== after)
  for (const { room, after } of changed) await writeFile(join(workspace.root, room.config), after)
  return changed.map(({ room }) => room)
}

import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AccountCopy, createCloudflareDouble, type CloudflareDouble } from '@repo/cloudflare-double'
import type { Workspace } from '../src/workspace.ts'
import { aWorkspace, writeIn } from './a-workspace.ts'
import { deployWith, type Installation, setUpWith } from './deploy-with.ts'

/** Where a phase begins: what lies on disk, and what the account holds. */
export type Start = { workspace: Workspace; holds: AccountCopy | undefined }

export type Phase = {
  name: string
  change: (root: string) => void
  run: (installation: Installation, double: CloudflareDouble) => Promise<unknown>
}

/** From nothing to a second release, each phase from where the one before it ended. */
export const phases: Phase[] = [
  { name: 'setup', change: () => {}, run: setUpWith },
  { name: 'first deploy', change: () => {}, run: (installation) => deployWith(installation) },
  {
    name: 'next release',
    change: (root) => {
      writeIn(root, 'apps/billing/src/index.ts', `export default { fetch: () => new Response('second') }\n`)
      writeIn(root, 'packages/db/migrations/0001_add-note.sql', 'ALTER TABLE `orders` ADD `note` text;\n')
    },
    run: (installation) => deployWith(installation, { stages: [10, 100], bakeMs: 60_000 }),
  },
]

export type Played = {
  double: CloudflareDouble
  installation: Installation
  error: Error | undefined
  again: () => Promise<unknown>
}

/** Plays a phase on copies of its start, with the faults that are planned. */
export async function playPhase(
  { change, run }: Phase,
  { workspace, holds }: Start,
  planFaults: (double: CloudflareDouble) => void = () => {},
): Promise<Played> {
  const root = mkdtempSync(join(tmpdir(), 'millrace-phase-'))
  cpSync(workspace.root, root, { recursive: true })
  change(root)
  const double = createCloudflareDouble(holds && { holds })
  const url = await double.listen()
  const clock = { now: new Date('2026-11-25T12:00:00Z') }
  const installation = { workspace: { ...workspace, root }, url, said: [], clock }
  planFaults(double)
  const again = () => run(installation, double)
  const error = await again().then(
    () => undefined,
    (caught: Error) => caught,
  )
  return { double, installation, error, again }
}

export const firstStart = (): Start => ({ workspace: aWorkspace(), holds: undefined })

/** Where the next phase begins. */
export const endOf = ({ double, installation }: Played): Start => ({
  workspace: installation.workspace,
  holds: double.copy(),
})

import { createHash } from 'node:crypto'
import type { Account, Version, Worker } from './account.ts'
import { latestVersion } from './account.ts'

type Metadata = {
  main_module?: string
  bindings?: Version['bindings']
  compatibility_date?: string
  annotations?: Record<string, string>
  migrations?: { new_tag?: string; old_tag?: string }
  observability?: unknown
  assets?: Record<string, unknown>
}

type Part = File | string

export type Upload = { version: Version; metadata: Metadata }

/** Reads what wrangler uploads: `metadata` as JSON, and each module as a part of its own. Secrets stay, as they do at Cloudflare. */
export async function readUpload(account: Account, worker: Worker, form: FormData): Promise<Upload> {
  const metadata = JSON.parse(await textOf(form.get('metadata'))) as Metadata
  const modules: [string, string][] = []
  for (const [name, part] of form.entries()) {
    if (name !== 'metadata') modules.push([name, await hashOf(part)])
  }
  const before = latestVersion(worker)
  const version: Version = {
    id: account.newId(),
    number: worker.versions.length + 1,
    createdOn: account.now().toISOString(),
    annotations: metadata.annotations ?? {},
    bindings: (metadata.bindings ?? []).filter(({ type }) => type !== 'inherit'),
    modules: Object.fromEntries(modules.toSorted(([a], [b]) => a.localeCompare(b))),
    compatibilityDate: metadata.compatibility_date,
    migrationTag: metadata.migrations?.new_tag ?? before?.migrationTag,
    secrets: before?.secrets ?? {},
  }
  return { version, metadata }
}

const textOf = async (part: Part | null) =>
  part === null ? '{}' : typeof part === 'string' ? part : await part.text()

async function hashOf(part: Part): Promise<string> {
  const bytes = typeof part === 'string' ? part : new Uint8Array(await part.arrayBuffer())
  return createHash('sha256').update(bytes).digest('hex')
}

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Sentence } from './sentence.ts'
import { stateDir } from './workspace.ts'

const LocalInstallation = z.object({
  gatewayUrl: z.url(),
  engineUrl: z.url(),
  stripeUrl: z.url(),
  teamId: z.string(),
  token: z.string(),
  stripeWebhookSecret: z.string(),
  githubWebhookSecret: z.string(),
})

/** Where the local installation is and how to get in. */
export type LocalInstallation = z.infer<typeof LocalInstallation>

const file = join(stateDir, 'installation.json')

export function findInstallation(): LocalInstallation | undefined {
  return existsSync(file) ? LocalInstallation.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined
}

export function getInstallation(): LocalInstallation {
  const installation = findInstallation()
  if (!installation) throw new Sentence('nothing is installed here yet: run npm start first')
  return installation
}

export function saveInstallation(installation: LocalInstallation): void {
  mkdirSync(stateDir, { recursive: true })
  writeFileSync(file, `${JSON.stringify(installation, null, 2)}\n`, { mode: 0o600 })
}

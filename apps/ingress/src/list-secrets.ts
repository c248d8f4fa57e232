import { createDb } from '@repo/db'
import { listSecretUses } from '@repo/db/secret-uses'
import type { Bindings } from './context.ts'
import { secretAdvice } from './rules/secret-advice.ts'
import { sources } from './sources/get-source.ts'
import { hasSecret, secretsOf } from './sources/secrets.ts'

/** An active secret as an operator sees it: never the secret itself. `position` counts from 1 in its setting. */
export type ListedSecret = {
  source: string
  id: string
  position: number
  hits: number
  lastUsedAt: string | null
  advice: string
}

/** Every active secret of every source, with how often it let something in; a minute behind the shards, which count. */
export async function listSecrets(env: Bindings, now: Date): Promise<ListedSecret[]> {
  const uses = await listSecretUses(createDb(env.DB))
  const listed: ListedSecret[] = []
  for (const source of sources.filter((source) => hasSecret(env, source))) {
    const secrets = (await secretsOf(env, source)).map(({ id }, i) => {
      const use = uses.find((use) => use.source === source.name && use.secretId === id)
      return { id, position: i + 1, hits: use?.hits ?? 0, lastUsedAt: use?.lastUsedAt.getTime() ?? null }
    })
    for (const secret of secrets) {
      const lastUsedAt = secret.lastUsedAt === null ? null : new Date(secret.lastUsedAt).toISOString()
      const advice = secretAdvice(secret, secrets, now.getTime())
      listed.push({ ...secret, source: source.name, lastUsedAt, advice })
    }
  }
  return listed
}

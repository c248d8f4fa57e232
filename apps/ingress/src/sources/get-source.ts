import { DomainError, MissingSetting } from '@repo/worker-kit/errors'
import type { Bindings } from '../context.ts'
import { github } from './github.ts'
import type { Source } from './source.ts'
import { stripe } from './stripe.ts'

export const sources: readonly Source[] = [stripe, github]

export function getSource(name: string): Source {
  const source = sources.find((candidate) => candidate.name === name)
  if (source) return source
  const known = sources.map((candidate) => candidate.name).join(', ')
  throw new DomainError('not_found', `there is no source ${name}; there are ${known}`, { field: 'source' })
}

/** The source's active secrets. None is an error: without a secret nobody comes in. */
export function secretsOf(env: Bindings, source: Source): string[] {
  const secrets = listSecrets(env, source)
  if (secrets.length === 0) throw new MissingSetting(source.secretSetting)
  return secrets
}

export function hasSecret(env: Bindings, source: Source): boolean {
  return listSecrets(env, source).length > 0
}

function listSecrets(env: Bindings, source: Source): string[] {
  return (env[source.secretSetting] ?? '').split(/\s+/).filter(Boolean)
}

import { DomainError } from '@repo/worker-kit/errors'
import { clerk } from './clerk.ts'
import { github } from './github.ts'
import { linear } from './linear.ts'
import { resend } from './resend.ts'
import { shopify } from './shopify.ts'
import { slack } from './slack.ts'
import type { Source } from './source.ts'
import { stripe } from './stripe.ts'
import { telnyx } from './telnyx.ts'

export const sources: readonly Source[] = [stripe, github, resend, clerk, slack, shopify, linear, telnyx]

const byName = new Map(sources.map((source) => [source.name, source]))

export function getSource(name: string): Source {
  const source = byName.get(name)
  if (source) return source
  const known = [...byName.keys()].join(', ')
  throw new DomainError('not_found', `there is no source ${name}; there are ${known}`, { field: 'source' })
}

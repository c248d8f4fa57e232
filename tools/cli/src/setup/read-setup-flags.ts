import { parseArgs } from 'node:util'
import { type EnvironmentName, environments } from '../environment/environment.ts'
import { Sentence } from '../sentence.ts'

export const USAGE =
  'npm run setup -- --env staging|production [--name acme [--rename]] [--domain app.example.com] [--account id] [--secrets-file file [--replace-secrets]]'

export function readSetupFlags(args: string[]) {
  const { values } = parse(args)
  if (values.domain !== undefined) checkDomain(values.domain)
  return { ...values, env: environmentOf(values.env, USAGE) }
}

const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/

function checkDomain(domain: string): void {
  if (DOMAIN.test(domain) && domain.length <= 253) return
  throw new Sentence(
    `--domain is a host alone in small letters, such as app.example.com, without https:// and path, not ${domain}`,
  )
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        env: { type: 'string' },
        name: { type: 'string' },
        rename: { type: 'boolean', default: false },
        domain: { type: 'string' },
        account: { type: 'string' },
        'secrets-file': { type: 'string' },
        'replace-secrets': { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    throw new Sentence(`${error instanceof Error ? error.message : 'the flags are wrong'}\n${USAGE}`)
  }
}

/** The environment that was asked for, by a command that needs one. */
export function environmentOf(env: string | undefined, usage: string): EnvironmentName {
  const known = environments.find((one) => one === env)
  if (known) return known
  throw new Sentence(`--env is ${environments.join(' or ')}, not ${env ?? 'left out'}\n${usage}`)
}

import { parseArgs } from 'node:util'
import { Sentence } from '../sentence.ts'
import { environmentOf } from '../setup/read-setup-flags.ts'
import type { Pace } from './roll-out.ts'

export const USAGE =
  'npm run deploy -- --env staging|production [--yes] [--stages 10,50,100] [--bake 5] [--accept-orphans] [--no-sync] [--secrets-file file] [--origin https://…]'

export function readDeployFlags(args: string[]) {
  const { values } = parse(args)
  const pace: Pace = { stages: stagesOf(values.stages), bakeMs: minutesOf(values.bake) * 60_000 }
  const origin = values.origin === undefined ? undefined : originOf(values.origin)
  return { ...values, origin, pace, env: environmentOf(values.env, USAGE) }
}

/** A slash in the end would double the one of each path. */
function originOf(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (url && /^https?:$/.test(url.protocol) && !url.search && !url.hash) return url.href.replace(/\/$/, '')
  throw new Sentence(`--origin is where the gateway answers, such as https://app.example.com, not ${value}`)
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        env: { type: 'string' },
        yes: { type: 'boolean', default: false },
        stages: { type: 'string', default: '10,50,100' },
        bake: { type: 'string', default: '5' },
        'accept-orphans': { type: 'boolean', default: false },
        'no-sync': { type: 'boolean', default: false },
        'secrets-file': { type: 'string' },
        origin: { type: 'string' },
      },
    })
  } catch (error) {
    throw new Sentence(`${error instanceof Error ? error.message : 'the flags are wrong'}\n${USAGE}`)
  }
}

function stagesOf(value: string): number[] {
  const stages = value.split(',').map(Number)
  const rises = stages.every((stage, index) => Number.isInteger(stage) && stage > (stages[index - 1] ?? 0))
  if (rises && stages.at(-1) === 100) return stages
  throw new Sentence(`--stages are rising percentages that end in 100, such as 10,50,100, not ${value}`)
}

function minutesOf(value: string): number {
  const minutes = Number(value)
  if (minutes >= 0 && minutes <= 24 * 60) return minutes
  throw new Sentence(`--bake is a number of minutes from 0 to 1440, not ${value}`)
}

import { parseArgs } from 'node:util'
import { Sentence } from '../sentence.ts'

const SECONDS_MAX = 3_600

export type Flags = {
  story: boolean
  engine: 'dev-engine' | 'inngest'
  port: number
  enginePort: number
  stripePort: number
  githubPort: number
  /** For how many seconds the workers are waited for. */
  patience: number
}

export const USAGE = `npm start -- [--no-story] [--engine=dev-engine|inngest] [--port 8787] [--engine-port 8288] [--stripe-port 8789] [--github-port 8790] [--patience 30]`

export function readFlags(args: string[]): Flags {
  const { values } = parse(args)
  if (values.engine !== 'dev-engine' && values.engine !== 'inngest') {
    throw new Sentence(`--engine is dev-engine or inngest, not ${values.engine}`)
  }
  return {
    story: !values['no-story'],
    engine: values.engine,
    port: portOf('port', values.port),
    enginePort: portOf('engine-port', values['engine-port']),
    stripePort: portOf('stripe-port', values['stripe-port']),
    githubPort: portOf('github-port', values['github-port']),
    patience: secondsOf('patience', values.patience),
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        'no-story': { type: 'boolean', default: false },
        engine: { type: 'string', default: 'dev-engine' },
        port: { type: 'string', default: '8787' },
        'engine-port': { type: 'string', default: '8288' },
        'stripe-port': { type: 'string', default: '8789' },
        'github-port': { type: 'string', default: '8790' },
        patience: { type: 'string', default: '30' },
      },
    })
  } catch (error) {
    throw new Sentence(`${error instanceof Error ? error.message : 'the flags are wrong'}\n${USAGE}`)
  }
}

function portOf(flag: string, value: string): number {
  const port = Number(value)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new Sentence(`--${flag} is a number from 1 to 65535, not ${value}`)
}

function secondsOf(flag: string, value: string): number {
  const seconds = Number(value)
  if (Number.isInteger(seconds) && seconds > 0 && seconds <= SECONDS_MAX) return seconds
  throw new Sentence(`--${flag} is a number of seconds from 1 to ${SECONDS_MAX}, not ${value}`)
}

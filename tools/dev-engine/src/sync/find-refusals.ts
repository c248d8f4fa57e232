import { parseCel } from '../cel/parse-cel.ts'
import { parsePlainCel } from '../cel/parse-plain-cel.ts'
import { parseCron } from '../cron/parse-cron.ts'
import { isDeafPattern } from '../events/matches-name.ts'
import { momentOf } from '../execution/moment-of.ts'
import { ONLY_TRIGGERS } from '../execution/wait-for-event.ts'
import { faultOf } from './fault-of.ts'
import { flowFaults } from './flow-faults.ts'
import type { FunctionConfig } from './function-config.ts'
import { concurrencyOptions } from './read-function.ts'

const SUPPORTED = new Set([
  'id',
  'name',
  'triggers',
  'steps',
  'idempotency',
  'concurrency',
  'cancel',
  'rateLimit',
  'throttle',
  'debounce',
  'batchEvents',
  'singleton',
  'priority',
  'timeouts',
])
const SCOPES = new Set(['fn', 'env', 'account'])
const MAX_TRIGGERS = 10
const MAX_EVENT_NAME = 255
const MAX_CONCURRENCY = 2
const MAX_CANCELLATIONS = 5

/**
 * Every reason why this function cannot run here; each names the function. What the server takes in silence
 * though it can never work, such as a wildcard that hears nothing, is refused as well.
 */
export function findRefusals(appId: string, config: FunctionConfig): string[] {
  const name = `${appId}/${config.id.replace(`${appId}-`, '')}`
  return [
    ...unsupportedOptions(config),
    ...triggerFaults(config),
    ...concurrencyFaults(config),
    ...cancelFaults(config),
    ...flowFaults(config),
    ...(config.idempotency === undefined ? [] : faultOf(() => parseCel(config.idempotency ?? ''))),
  ].map((reason) => `${name}: ${reason}`)
}

function unsupportedOptions(config: FunctionConfig): string[] {
  const unsupported = Object.entries(config)
    .filter(([option, value]) => value !== undefined && value !== null && !SUPPORTED.has(option))
    .map(([option]) => option)
  if (config.triggers.some((trigger) => trigger.jitter !== undefined)) unsupported.push('jitter')
  return [
    ...unsupported.map((option) => `option \`${option}\` is not supported by dev-engine`),
    ...(config.steps.step.runtime.type === 'http'
      ? []
      : ['connect is not supported by dev-engine: it calls apps, and lets none connect to it']),
  ]
}

function triggerFaults({ triggers }: FunctionConfig): string[] {
  if (triggers.length > MAX_TRIGGERS) return [`it has more than ${MAX_TRIGGERS} triggers`]
  const known = new Set(triggers.map((trigger) => JSON.stringify(trigger)))
  if (known.size < triggers.length) return ['it has the same trigger twice']
  return triggers.flatMap((trigger) => {
    if ('cron' in trigger) return cronFaults(trigger.cron)
    return [
      ...(isDeafPattern(trigger.event)
        ? [`event \`${trigger.event}\` hears nothing: a \`*\` stands after a / or . at its end`]
        : []),
      ...(trigger.event.length > MAX_EVENT_NAME
        ? [`event \`${trigger.event.slice(0, 40)}…\`: its name is longer than ${MAX_EVENT_NAME} characters`]
        : []),
      ...(trigger.expression === '' ? [`event \`${trigger.event}\`: its if is empty`] : []),
      ...(trigger.expression ? faultOf(() => parseCel(trigger.expression ?? '')) : []),
    ]
  })
}

function cronFaults(cron: string): string[] {
  return faultOf(() => {
    if (parseCron(cron).nextAfter(0) === null) throw new Error(`cron \`${cron}\` never ticks`)
  })
}

function concurrencyFaults(config: FunctionConfig): string[] {
  const options = concurrencyOptions(config)
  if (options.length > MAX_CONCURRENCY) return [`it has more than ${MAX_CONCURRENCY} concurrency limits`]
  return options.flatMap((option) => {
    const { limit, key, scope } = typeof option === 'number' ? { limit: option } : option
    return [
      ...(Number.isInteger(limit) && Number(limit) >= 0
        ? []
        : [`concurrency limit ${limit} is not a whole number`]),
      ...(scope === undefined || SCOPES.has(scope) ? [] : [`concurrency scope ${scope} is not known`]),
      ...(scope !== undefined && scope !== 'fn' && !key ? [`concurrency of scope ${scope} needs a key`] : []),
      ...(key === '' ? ['concurrency key is empty'] : []),
      ...(key ? faultOf(() => parseCel(key)) : []),
    ]
  })
}

function cancelFaults({ cancel = [] }: FunctionConfig): string[] {
  if (cancel.length > MAX_CANCELLATIONS) return [`it has more than ${MAX_CANCELLATIONS} cancelOn events`]
  return cancel
    .flatMap(({ event, if: expression, timeout }) => [
      ...(event.includes('*') ? [`event \`${event}\`: ${ONLY_TRIGGERS}`] : []),
      ...(expression ? faultOf(() => parsePlainCel(expression)) : []),
      // What the SDK cannot read, it sends as nothing.
      ...(timeout === '' ? ['timeout is not a duration such as 1m30s'] : []),
      ...(timeout ? faultOf(() => momentOf(timeout, 0)).map((fault) => `timeout: ${fault}`) : []),
    ])
    .map((fault) => `cancelOn ${fault}`)
}

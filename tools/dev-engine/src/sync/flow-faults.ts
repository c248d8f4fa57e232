import { parseCel } from '../cel/parse-cel.ts'
import { parseDuration } from '../execution/parse-duration.ts'
import { faultOf } from './fault-of.ts'
import type { FunctionConfig } from './function-config.ts'

const SECOND_MS = 1000
const DAY_MS = 24 * 60 * 60 * SECOND_MS
const MODES = new Set<unknown>(['skip', 'cancel'])
const NOT_WITH_BATCHES = ['cancel', 'debounce', 'singleton', 'priority'] as const

/** What speaks against the options that say when and how often a function runs. */
export function flowFaults(config: FunctionConfig): string[] {
  const { rateLimit, throttle, debounce, batchEvents, singleton, priority, timeouts } = config
  return [
    ...(rateLimit ? rateLimitFaults(rateLimit) : []),
    ...(throttle ? rateFaults('throttle', throttle, [SECOND_MS, Infinity]) : []),
    ...(debounce ? debounceFaults(debounce) : []),
    ...(batchEvents ? batchFaults(config, batchEvents) : []),
    ...(singleton && !MODES.has(singleton.mode) ? [`singleton mode ${singleton.mode} is not known`] : []),
    ...keyFaults('singleton key', singleton?.key),
    ...filledKeyFaults('priority run', priority?.run),
    ...durationFaults('timeouts start', timeouts?.start),
    ...durationFaults('timeouts finish', timeouts?.finish),
  ]
}

function rateLimitFaults(rateLimit: NonNullable<FunctionConfig['rateLimit']>): string[] {
  return [
    ...(rateLimit.period === '' ? ['rateLimit period is empty'] : []),
    ...(rateLimit.key === '' ? ['rateLimit key is empty'] : []),
    ...rateFaults('rateLimit', rateLimit, [0, DAY_MS]),
  ]
}

function rateFaults(
  option: string,
  { limit, period, key }: { limit: number; period: string; key?: string },
  [shortestMs, longestMs]: [number, number],
): string[] {
  return [
    ...(Number.isInteger(limit) && limit > 0
      ? []
      : [`${option} limit ${limit} is not a whole number above 0`]),
    ...durationFaults(`${option} period`, period, shortestMs, longestMs),
    ...keyFaults(`${option} key`, key),
  ]
}

function debounceFaults({ period, timeout, key }: NonNullable<FunctionConfig['debounce']>): string[] {
  return [
    ...durationFaults('debounce period', period, SECOND_MS, 7 * DAY_MS),
    ...durationFaults('debounce timeout', timeout),
    ...keyFaults('debounce key', key),
  ]
}

function batchFaults(config: FunctionConfig, batch: NonNullable<FunctionConfig['batchEvents']>): string[] {
  const { maxSize, timeout, key, if: condition } = batch
  const excluded = NOT_WITH_BATCHES.filter((option) => {
    const value = config[option]
    return Array.isArray(value) ? value.length > 0 : value !== undefined
  })
  return [
    ...excluded.map(
      (option) => `batchEvents and ${option === 'cancel' ? 'cancelOn' : option} exclude each other`,
    ),
    ...(Number.isInteger(maxSize) && maxSize >= 2 ? [] : [`batchEvents maxSize ${maxSize} is less than 2`]),
    ...durationFaults('batchEvents timeout', timeout, SECOND_MS),
    ...filledKeyFaults('batchEvents key', key),
    ...filledKeyFaults('batchEvents if', condition),
  ]
}

function durationFaults(
  what: string,
  text: string | undefined,
  shortestMs = 0,
  longestMs = Infinity,
): string[] {
  if (text === undefined || text === '') return shortestMs > 0 && text === '' ? [`${what} is empty`] : []
  return faultOf(() => {
    const ms = parseDuration(text)
    if (ms < shortestMs) throw new Error(`${text} is shorter than ${shortestMs / SECOND_MS} s`)
    if (ms > longestMs) throw new Error(`${text} is longer than ${longestMs / DAY_MS} days`)
  }).map((fault) => `${what}: ${fault}`)
}

/** Where the server refuses an expression of no text; elsewhere it is to it as none. */
function filledKeyFaults(what: string, expression: string | undefined): string[] {
  return expression === '' ? [`${what} is empty`] : keyFaults(what, expression)
}

function keyFaults(what: string, expression: string | undefined): string[] {
  if (!expression) return []
  return faultOf(() => parseCel(expression)).map((fault) => `${what}: ${fault}`)
}

import { parseCel } from '../cel/parse-cel.ts'
import { parseDuration } from '../execution/parse-duration.ts'
import { faultOf } from './fault-of.ts'
import type { FunctionConfig } from './function-config.ts'

const SECOND_MS = 1000
const DAY_MS = 24 * 60 * 60 * SECOND_MS
const NOT_WITH_BATCHES = ['cancel', 'debounce', 'singleton', 'priority'] as const

/**
 * What the server refuses of the options that say when and how often a function runs. It takes more than makes
 * sense: a bad singleton key or timeout does nothing, and a limit below 1 is 1.
 */
export function flowFaults(config: FunctionConfig): string[] {
  const { rateLimit, throttle, debounce, batchEvents, priority } = config
  return [
    ...(rateLimit ? rateFaults('rateLimit', rateLimit) : []),
    ...(throttle ? rateFaults('throttle', throttle) : []),
    ...(debounce ? debounceFaults(debounce) : []),
    ...(batchEvents ? batchFaults(config, batchEvents) : []),
    ...keyFaults('priority run', priority?.run),
  ]
}

function rateFaults(option: 'rateLimit' | 'throttle', rate: { limit: number; period: string; key?: string }) {
  const isPositive = rate.limit !== 0 || option === 'throttle'
  const [shortestMs, longestMs] = option === 'throttle' ? [SECOND_MS, Infinity] : [0, DAY_MS]
  return [
    ...(isPositive && Number.isInteger(rate.limit)
      ? []
      : [`${option} limit ${rate.limit} is not a whole number other than 0`]),
    ...durationFaults(`${option} period`, rate.period, shortestMs, longestMs),
    // The server finds out about the key of a throttle only when it is used.
    ...(option === 'throttle' ? [] : keyFaults(`${option} key`, rate.key)),
  ]
}

function debounceFaults({ period, key }: NonNullable<FunctionConfig['debounce']>): string[] {
  return [
    ...durationFaults('debounce period', period, SECOND_MS, 7 * DAY_MS),
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
    ...keyFaults('batchEvents key', key),
    ...keyFaults('batchEvents if', condition),
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

function keyFaults(what: string, expression: string | undefined): string[] {
  if (!expression) return []
  return faultOf(() => parseCel(expression)).map((fault) => `${what}: ${fault}`)
}

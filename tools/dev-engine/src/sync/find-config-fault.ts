import { isObject } from '../is-object.ts'

/** The first thing that keeps an entry of a sync's answer from being a function's configuration, with its field. */
export function findConfigFault(config: unknown): string | undefined {
  if (!isObject(config)) return 'it is no object'
  const { id, triggers, steps } = config
  if (typeof id !== 'string' || id === '') return 'id is no text'
  if (!Array.isArray(triggers)) return 'triggers is no list'
  if (!triggers.every(isTrigger)) return 'a trigger has neither an event nor a cron'
  const step = isObject(steps) ? steps['step'] : undefined
  if (!isObject(step)) return 'steps.step is no object'
  const { runtime, retries } = step
  if (!isObject(runtime)) return 'steps.step.runtime is no object'
  if (retries === undefined) return undefined
  if (!isObject(retries)) return 'steps.step.retries is no object'
  const { attempts = 0 } = retries
  return Number.isInteger(attempts) && Number(attempts) >= 0
    ? undefined
    : 'steps.step.retries.attempts is no whole number'
}

function isTrigger(trigger: unknown): boolean {
  return isObject(trigger) && (typeof trigger['event'] === 'string' || typeof trigger['cron'] === 'string')
}

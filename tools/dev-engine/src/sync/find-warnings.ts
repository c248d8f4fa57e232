import { isDeafPattern } from '../events/matches-name.ts'
import type { FunctionConfig } from './function-config.ts'

/** What the server takes without a word, though it can never do anything; each names the function. */
export function findWarnings(appId: string, config: FunctionConfig): string[] {
  const name = `${appId}/${config.id.replace(`${appId}-`, '')}`
  const triggers = config.triggers.flatMap((trigger) =>
    'event' in trigger && isDeafPattern(trigger.event) ? [`a trigger for \`${trigger.event}\``] : [],
  )
  const cancellations = (config.cancel ?? [])
    .filter(({ event }) => event.includes('*'))
    .map(({ event }) => `a cancelOn for \`${event}\``)
  return [
    ...triggers.map((what) => `${name}: ${what} hears nothing: a \`*\` stands after a / or . at the end`),
    ...cancellations.map((what) => `${name}: ${what} hears nothing: only a trigger may have a \`*\``),
  ]
}

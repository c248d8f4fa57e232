/** The server keeps who waits by the event's whole name, so there a wildcard hears nothing at all. */
export function wildcardFault(eventName: string): string[] {
  return eventName.includes('*') ? [`event \`${eventName}\`: only a trigger may have a \`*\``] : []
}

export type GreetingStep = { name: string; status: string }

/** What a greeting has come to, in the engine's own words, once it waits with its tips; undefined before that. */
export function describeGreeting(steps: GreetingStep[]): string | undefined {
  const waiting = steps.find(({ name, status }) => name === 'wait-for-tips' && status === 'Sleeping')
  const done = steps.findLast(({ status }) => status === 'Completed')
  return waiting && done && `${waiting.name} ${waiting.status.toLowerCase()} after ${done.name}`
}

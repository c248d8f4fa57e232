import type { Missing } from './list-missing.ts'

/** All that is missing, by worker, each with what it is for and where to get it, said once. */
export function describeMissing(missing: Missing[]): string {
  const apps = [...new Set(missing.flatMap(({ rooms }) => rooms.map(({ app }) => app)))]
  return apps
    .map((app) => {
      const own = missing.filter(({ rooms }) => rooms.some((room) => room.app === app))
      return `  ${app}\n${own.map((one) => describe(one, app)).join('\n')}`
    })
    .join('\n')
}

function describe({ name, about, rooms: [first] }: Missing, app: string): string {
  return first?.app === app ? `    ${name}\n      ${about}` : `    ${name}, as above`
}

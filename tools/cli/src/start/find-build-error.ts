import { stripVTControlCharacters } from 'node:util'

const ERROR = /✘ \[ERROR\] (?!Build failed)([^\n]+?)\s*\n\s*(\S+:\d+:\d+)/

/** What does not build, and where, as far as wrangler has said it; undefined where it has not. */
export function findBuildError(said: string): string | undefined {
  const [, error, place] = ERROR.exec(stripVTControlCharacters(said)) ?? []
  return error === undefined ? undefined : `${error} at ${place}`
}

import { sep } from 'node:path'
import { mayBeDurable } from './durable/durable-file.ts'
import { durableFileOf } from './durable/durable-file.ts'
import { lintFile, type Located } from './lint-file.ts'
import type { Project } from './project/project.ts'
import type { Settings } from './settings.ts'
import type { Unparsable } from './source/parse-file.ts'

export type Report = {
  findings: Located[]
  /** Files looked at, and functions found in them. */
  files: number
  functions: number
  /** Those of the files looked at, not of the workspace around them. */
  unparsable: readonly Unparsable[]
}

export type Progress = (done: number, total: number) => void

/** Lints what lies at or under a path; the whole project around it is followed. */
export function lintProject(
  project: Project,
  path: string,
  settings: Settings,
  progress: Progress = () => {},
): Report {
  const chosen = project.sources.filter(
    (it) => it === path || it.startsWith(path.endsWith(sep) ? path : path + sep),
  )
  const findings: Located[] = []
  let functions = 0
  for (const [index, it] of chosen.entries()) {
    const source = mayBeDurable(project.textOf(it)) ? project.file(it) : null
    if (source) {
      functions += durableFileOf(source).functions.length
      findings.push(...lintFile(project, source, settings))
    }
    progress(index + 1, chosen.length)
  }
  const isChosen = new Set(chosen)
  const unparsable = project.unparsable.filter((it) => isChosen.has(it.path))
  return { findings, files: chosen.length, functions, unparsable }
}

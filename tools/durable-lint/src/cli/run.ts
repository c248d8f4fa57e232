import { existsSync, statSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { findRoot } from '../project/find-root.ts'
import { leftOut } from '../project/list-files.ts'
import { Project } from '../project/project.ts'
import { lintProject, type Progress, type Report } from '../lint-project.ts'
import { writeGithub } from '../report/write-github.ts'
import { writeJson } from '../report/write-json.ts'
import { type Page, writePretty } from '../report/write-pretty.ts'
import { applyFixes } from './apply-fixes.ts'
import { readConfig } from './read-config.ts'
import { type Flags, readFlags, usage } from './read-flags.ts'
import { UsageError } from './usage-error.ts'
import { version } from './version.ts'

export type Streams = {
  cwd: string
  out: (text: string) => void
  err: (text: string) => void
  /** Whether what goes out is read by a terminal that shows colours. */
  isColored: boolean
  progress?: Progress
}

/** The command: 0 nothing of weight, 1 findings of severity critical or error, 2 the command or a file could not be read. */
export function run(args: readonly string[], streams: Streams): 0 | 1 | 2 {
  try {
    const flags = readFlags(args)
    if (typeof flags !== 'string') return lint(flags, streams)
    streams.out(flags === 'help' ? usage : `${version()}\n`)
    return 0
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    streams.err(`durable-lint: ${error.message}\n`)
    return 2
  }
}

function lint(flags: Flags, { cwd, out, err, isColored, progress }: Streams): 0 | 1 | 2 {
  const path = resolve(cwd, flags.path)
  if (!existsSync(path)) throw new UsageError(`${flags.path} does not exist`)
  const root = findRoot(statSync(path).isDirectory() ? path : dirname(path))
  const settings = readConfig(flags.config, root, cwd)

  let project = new Project(root)
  let report = lintProject(project, path, settings, progress)
  if (report.files === 0) {
    const what = statSync(path).isDirectory()
      ? `no source files under ${flags.path}`
      : `${flags.path} is no source file that ships`
    throw new UsageError(`${what}: ${leftOut} are left out`)
  }
  if (flags.isFix && writeFixes(project, report) > 0) {
    project = new Project(root)
    report = lintProject(project, path, settings, progress)
  }

  out(write(flags.format, report, project, { cwd, isColored }))
  for (const { message } of report.unparsable) err(`durable-lint: ${message}\n`)
  if (report.unparsable.length > 0) return 2
  return report.findings.some(({ severity }) => severity !== 'warning') ? 1 : 0
}

function writeFixes(project: Project, { findings }: Report): number {
  const fixable = findings.filter(({ fix }) => fix !== null)
  const paths = new Set(fixable.map(({ path }) => path))
  for (const path of paths) {
    const edits = fixable.flatMap((it) => (it.path === path ? (it.fix ?? []) : []))
    writeFileSync(path, applyFixes(project.textOf(path), edits))
  }
  return paths.size
}

function write(format: Flags['format'], report: Report, project: Project, page: Page): string {
  if (format === 'json') return writeJson(report, page.cwd)
  if (format === 'github') return writeGithub(report, page.cwd)
  return writePretty(report, (path) => project.textOf(path), page)
}

import { z } from 'zod'
import { defineCheck } from '../check.ts'
import { isDropped } from '../durable/is-dropped.ts'
import type { DurableFile } from '../durable/durable-file.ts'
import type { Project } from '../project/project.ts'
import { isReachable } from '../project/is-reachable.ts'
import { doorsOf } from '../project/registered-functions.ts'

export const serveHandlerPresent = defineCheck({
  name: 'serve-handler-present',
  severity: 'critical',
  what: 'A package that creates functions exports a `serve()` handler, or another package serves them.',
  why: 'Without a handler Inngest cannot call the functions: events are accepted and nothing ever runs.',
  options: z.strictObject({}),
  find({ file, project }) {
    const discarded = file.doors
      .filter(({ kind, call }) => kind === 'serve' && isDropped(file.source, call))
      .map(({ call }) => ({
        node: call,
        message: 'The handler that serve() returns is thrown away; export or mount it.',
      }))

    const [first] = file.functions
    const own = project.packageOf(file.source.path)
    if (!first || !isFirstOfPackage(project, file)) return discarded

    const isServed = doorsOf(project).some((door) => isReachable(project, file.source.path, door))
    if (isServed) return discarded
    const where = own?.name ? `package ${own.name}` : 'this package'
    return [
      ...discarded,
      {
        node: first.call.callee,
        message: `No serve() handler in ${where}, nor in one that depends on it: Inngest can call none of its functions.`,
      },
    ]
  },
})

/** The package is told once, at its first function. */
function isFirstOfPackage(project: Project, { source }: DurableFile): boolean {
  const first = project.once(isFirstOfPackage, () => {
    const creating = project.durableFiles().filter(({ functions }) => functions.length > 0)
    return new Map(
      creating.toReversed().map((file) => [project.packageOf(file.source.path), file.source.path]),
    )
  })
  return first.get(project.packageOf(source.path)) === source.path
}

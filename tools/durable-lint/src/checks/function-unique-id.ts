import type { Node } from 'oxc-parser'
import { z } from 'zod'
import { defineCheck, type Finding } from '../check.ts'
import type { DurableFile } from '../durable/durable-file.ts'
import type { DurableFunction } from '../durable/durable-function.ts'
import { functionIdOf } from '../durable/function-id.ts'
import { findValue } from '../project/find-value.ts'
import type { Project } from '../project/project.ts'
import { rangeOf, unwrap } from '../source/ast.ts'

type Named = { file: DurableFile; fn: DurableFunction; client: Node | string }

export const functionUniqueId = defineCheck({
  name: 'function-unique-id',
  severity: 'critical',
  what: 'Every function states an id, and no two of one client state the same.',
  why: 'The SDK refuses to serve two functions of one id, and so does Inngest across handlers: all that stands behind the second never runs.',
  options: z.strictObject({}),
  find({ file, project }) {
    const ids = idsOf(project)
    return file.functions.flatMap((fn): Finding[] => {
      const { options, call } = fn
      if (options.isWhole && !options.find('id')) {
        return [
          {
            node: options.node ?? call,
            message:
              'This function states no id; Inngest makes one from its name, and a new name starts it over.',
          },
        ]
      }
      const id = functionIdOf(file.source, fn)
      const alike = id === null ? [] : (ids.get(id) ?? [])
      const own = alike.find((it) => it.fn === fn)
      const first = alike.find((it) => it.client === own?.client)
      if (!own || !first || first === own) return []
      const { line } = first.file.source.placeOf(rangeOf(first.fn.call)[0])
      const where =
        first.file === file
          ? `line ${line}`
          : `${first.file.source.path.slice(project.root.length + 1)}:${line}`
      return [
        { node: options.find('id') ?? call, message: `The id "${id}" is taken by the function at ${where}.` },
      ]
    })
  },
})

/** All functions by id, in the order of the files. */
function idsOf(project: Project): Map<string, Named[]> {
  return project.once(idsOf, () => {
    const ids = new Map<string, Named[]>()
    for (const file of project.durableFiles()) {
      for (const fn of file.functions) {
        const id = functionIdOf(file.source, fn)
        const client = clientOf(project, file, fn)
        if (id === null || client === null) continue
        ids.set(id, [...(ids.get(id) ?? []), { file, fn, client }])
      }
    }
    return ids
  })
}

/** The `new Inngest()` behind a function; where the trail ends, the package stands for it. Null for a client that is handed in. */
function clientOf(project: Project, file: DurableFile, { client }: DurableFunction): Node | string | null {
  if (file.source.definitionOf(unwrap(client))?.kind === 'Parameter') return null
  const value = findValue(project, file.source, client)
  if (value && 'node' in value && value.node.type === 'NewExpression') return value.node
  return project.packageOf(file.source.path)?.dir ?? project.root
}

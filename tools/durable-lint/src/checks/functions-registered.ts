import { z } from 'zod'
import { defineCheck } from '../check.ts'
import { labelOf } from '../durable/function-id.ts'
import { isReachable } from '../project/is-reachable.ts'
import { doorsOf } from '../project/registered-functions.ts'

export const functionsRegistered = defineCheck({
  name: 'functions-registered',
  severity: 'error',
  what: 'Every created function is in the `functions` of a `serve()`, through lists, spreads and re-exports.',
  why: 'A function that no handler serves is unknown to Inngest: its events are accepted and it never runs.',
  options: z.strictObject({}),
  find({ file, project }) {
    if (file.functions.length === 0) return []
    const doors = doorsOf(project).filter((door) => isReachable(project, file.source.path, door))
    // Without a door another check speaks; behind one that cannot be followed, anything may stand.
    if (doors.length === 0 || doors.some(({ isOpaque }) => isOpaque)) return []
    return file.functions
      .filter(({ call }) => !doors.some(({ functions }) => functions.has(call)))
      .map((fn) => ({
        node: fn.call.callee,
        message: `No serve() lists ${labelOf(file.source, fn)}; add it to a \`functions\` list.`,
      }))
  },
})

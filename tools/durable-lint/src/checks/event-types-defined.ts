import type { Node } from 'oxc-parser'
import { z } from 'zod'
import { defineCheck } from '../check.ts'
import type { DurableFile } from '../durable/durable-file.ts'
import { isSend } from '../durable/is-send.ts'
import { readOptions } from '../durable/options.ts'
import { argumentOf, stringOf } from '../source/ast.ts'
import { constantOf } from '../source/constant-of.ts'
import type { Project } from '../project/project.ts'

export const eventTypesDefined = defineCheck({
  name: 'event-types-defined',
  severity: 'warning',
  what: 'Events are named by an `eventType()`, not by a bare string.',
  why: 'A string with a typo is a valid event that nobody listens to, and its data is checked by nobody.',
  options: z.strictObject({}),
  find({ file, project }) {
    const names = [...ofTriggers(file), ...ofWaits(file), ...ofSends(file)]
    if (names.length === 0 || areTyped(project)) return []
    return names.flatMap((node) => {
      const name = stringOf(constantOf(file.source, node))
      // The engine's own events, and wildcards, have no type of ours.
      if (name === null || name.startsWith('inngest/') || name.includes('*')) return []
      return [
        {
          node,
          message: `The event "${name}" is a bare string; define it once with eventType("${name}", …) and use that.`,
        },
      ]
    })
  },
})

/** In the SDK before v4 the client carries the types of all events, and strings are checked against them. */
function areTyped(project: Project): boolean {
  return project.once(areTyped, () =>
    project.durableFiles().some(({ source }) =>
      source.nodesOf('NewExpression').some(({ callee, arguments: [first] }) => {
        const isClient = callee.type === 'Identifier' && /inngest/i.test(callee.name)
        return (
          isClient &&
          first?.type === 'ObjectExpression' &&
          readOptions(source, first).find('schemas') !== null
        )
      }),
    ),
  )
}

const listed = (node: Node | null): Node[] =>
  node?.type === 'ArrayExpression' ? node.elements.flatMap((it) => it ?? []) : node ? [node] : []

function eventsOf({ source }: DurableFile, nodes: Node[], key: 'event' | 'name'): Node[] {
  return nodes.flatMap((node) => {
    const bare = constantOf(source, node)
    if (stringOf(bare) !== null && key === 'event') return [node]
    return readOptions(source, bare).find(key) ?? []
  })
}

const ofTriggers = (file: DurableFile): Node[] =>
  file.functions.flatMap(({ triggers, options }) => [
    ...eventsOf(file, listed(triggers && constantOf(file.source, triggers)), 'event'),
    ...eventsOf(file, listed(options.find('cancelOn')), 'event'),
  ])

const ofWaits = (file: DurableFile): Node[] =>
  file.steps
    .filter(({ tool }) => tool === 'waitForEvent')
    .flatMap(({ call }) => readOptions(file.source, argumentOf(call, 1)).find('event') ?? [])

const ofSends = (file: DurableFile): Node[] => {
  const payloads = [
    ...file.steps.filter(({ tool }) => tool === 'sendEvent').map(({ call }) => argumentOf(call, 1)),
    ...file.calls.filter((call) => isSend(file.source, call)).map((call) => argumentOf(call, 0)),
  ]
  return payloads.flatMap((payload) => eventsOf(file, listed(payload), 'name'))
}

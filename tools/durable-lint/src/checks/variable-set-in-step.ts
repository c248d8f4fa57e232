import type { Node } from 'oxc-parser'
import { z } from 'zod'
import { defineCheck, type Finding } from '../check.ts'
import type { DurableFile } from '../durable/durable-file.ts'
import { keyOf, unwrap } from '../source/ast.ts'

const FILLING = new Set(['push', 'unshift', 'add', 'set'])

export const variableSetInStep = defineCheck({
  name: 'variable-set-in-step',
  severity: 'error',
  what: 'What a step finds out leaves it as its result, not by a variable outside.',
  why: 'On the next replay the step answers from memory and its code does not run: the variable is what it was before.',
  options: z.strictObject({}),
  find({ file }) {
    const { source } = file
    const targets: Node[] = [
      ...source.nodesOf('AssignmentExpression').map(({ left }) => left),
      ...source.nodesOf('UpdateExpression').map(({ argument }) => argument),
      ...source.nodesOf('CallExpression').flatMap(({ callee }) => {
        const method = unwrap(callee)
        return method.type === 'MemberExpression' && FILLING.has(keyOf(method) ?? '') ? [method.object] : []
      }),
    ]
    return targets.flatMap((target) => findingFor(file, rootOf(target)))
  },
})

/** `a` in `a`, `a.b` and `a.b[c]`. */
function rootOf(node: Node): Node {
  const bare = unwrap(node)
  return bare.type === 'MemberExpression' ? rootOf(bare.object) : bare
}

function findingFor(file: DurableFile, name: Node): Finding[] {
  const { source } = file
  const step = file.stepAround(name)
  const definition = source.definitionOf(name)
  if (!step?.body || name.type !== 'Identifier' || definition?.kind !== 'Variable') return []
  // What a module holds outlives the run; what the step declares is its own.
  if (source.isInside(definition.node, step.body) || file.bodyAround(definition.node) === null) return []
  const variable = source.variableOf(name)
  const { body } = step
  const isReadOutside =
    variable !== null && source.usesOf(variable).some((use) => !source.isInside(use, body))
  if (!isReadOutside) return []
  return [
    {
      node: name,
      message: `${name.name} is set inside a step and read outside: on a replay the step does not run, and it is not set. Return it.`,
    },
  ]
}

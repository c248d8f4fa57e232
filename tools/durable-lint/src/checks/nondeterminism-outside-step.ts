import type { Variable } from '@typescript-eslint/scope-manager'
import type { Node } from 'oxc-parser'
import { z } from 'zod'
import { defineCheck } from '../check.ts'
import { type ChangingPart, changingResult } from '../durable/changing-part.ts'
import { isChanging, isClock } from '../durable/changing-values.ts'
import type { DurableFile } from '../durable/durable-file.ts'
import { handsOnStep } from '../durable/hands-on-step.ts'
import { isBeforeStep } from '../durable/is-before-step.ts'
import { nameMatches } from '../durable/name-matches.ts'
import { findFunction } from '../project/find-value.ts'
import type { Project } from '../project/project.ts'
import { endsInThrow, isFunction, pathOf } from '../source/ast.ts'

type Part = ChangingPart & { by?: string }

const LOGS = ['console.*', 'logger.*', 'log.*', 'ctx.logger.*']

export const nondeterminismOutsideStep = defineCheck({
  name: 'nondeterminism-outside-step',
  severity: 'error',
  what: 'Clocks, random numbers and new ids are read in a step.',
  why: 'The function runs again from its first line after every step, and each time the value is another.',
  options: z.strictObject({
    /** More names whose calls give another value each time: `*` stands for a part of a name. */
    calls: z.array(z.string()).default([]),
  }),
  find({ file, project }, { calls }) {
    const { source } = file
    return [...file.calls, ...source.nodesOf('NewExpression')]
      .filter((node) => isReplayed(file, node))
      .flatMap((node) => {
        const part = isChanging(node, calls)
          ? ({ text: source.textOf(node), isClock: isClock(node) } as Part)
          : partByCall(project, file, node)
        // Two tries may read two times, but not two keys.
        if (!part || isHarmless(file, node, part.isClock)) return []
        const name = source.textOf(node.type === 'CallExpression' && part.by ? node.callee : node)
        const who = part.by ? `${name}, by ${part.by},` : name
        return {
          node,
          message: `${who} gives another value on every replay; read it in step.run, or take it from the event.`,
        }
      })
  },
})

/** Before a step; what stands after the last one runs once a try, as does a function without steps. */
function isReplayed(file: DurableFile, node: Node): boolean {
  if (file.whereaboutsOf(node) !== 'handler') return false
  const body = file.bodyAround(node)
  return body !== null && file.stepsIn(body).length > 0 && isBeforeStep(file, node)
}

/** What a function of ours that is called gives back; what waits for something is an effect, and another rule's. */
function partByCall(project: Project, file: DurableFile, node: Node): Part | null {
  if (node.type !== 'CallExpression' || file.stepOf(node) || handsOnStep(file, node)) return null
  if (file.source.parentOf(node)?.type === 'AwaitExpression') return null
  const found = findFunction(project, file.source, node.callee)
  // One inside a body is looked at where it is written.
  if (!found || (found.file === file.source && file.bodyAround(found.fn) !== null)) return null
  const part = changingResult(project, file, node)
  return part && { ...part, by: part.text }
}

/** `date.setDate(date.getDate() - 30)`: the time is moved, and nothing is done with it yet. */
function isSet(file: DurableFile, use: Node): boolean {
  for (const at of file.source.ancestorsOf(use)) {
    if (at.type === 'ExpressionStatement') {
      return /\.set[A-Z]\w*\(/.test(file.source.textOf(at)) && file.stepsIn(at).length === 0
    }
    if (isFunction(at)) return false
  }
  return false
}

/** The value is read for the very next step, and used in it alone: what other replays would read is never used. */
function isForOneStep(file: DurableFile, declared: Node, variable: Variable): boolean {
  const read = file.source.usesOf(variable).filter((use) => !isSet(file, use))
  const users = new Set(read.map((use) => file.steps.find(({ call }) => file.source.isInside(use, call))))
  const [user] = users
  if (users.size !== 1 || !user || file.loopAround(user.call) !== file.loopAround(declared)) return false
  return !file.steps.some(({ call }) => call.start > declared.end && call.end < user.call.start)
}

/** What goes into a step, a log line, an error or the result is used once, whatever it was on other replays. */
function isHarmless(file: DurableFile, node: Node, isClock: boolean, seen = new Set<Node>()): boolean {
  for (const at of file.source.ancestorsOf(node)) {
    if (at.type === 'ThrowStatement') return true
    if (at.type === 'CatchClause' && endsInThrow(at.body) && file.stepsIn(at).length === 0) return true
    if (at.type === 'ReturnStatement') return file.stepsIn(at).length === 0
    if (at.type === 'CallExpression') {
      if (file.stepOf(at)) return true
      if (LOGS.some((name) => nameMatches(pathOf(at.callee), name))) return true
    }
    if (at.type === 'VariableDeclarator' && at.id.type === 'Identifier') {
      const variable = file.source.variableOf(at.id)
      if (!variable || seen.has(at)) return false
      seen.add(at)
      if (isClock && isForOneStep(file, at, variable)) return true
      return file.source
        .usesOf(variable)
        .every((use) => file.whereaboutsOf(use) === 'handler' && isHarmless(file, use, isClock, seen))
    }
    if (isFunction(at) && file.bodies.has(at)) return at.body === node
  }
  return false
}

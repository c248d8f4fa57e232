import type { CallExpression } from 'oxc-parser'
import { z } from 'zod'
import { defineCheck } from '../check.ts'
import type { DurableFile } from '../durable/durable-file.ts'
import { isEffect } from '../durable/effects.ts'
import { isBeforeStep } from '../durable/is-before-step.ts'
import { isReachedFrom } from '../durable/is-reached-from.ts'
import { isRead } from '../durable/is-read.ts'
import { isCaught, mayFail } from '../durable/may-fail.ts'
import type { Project } from '../project/project.ts'
import { type FunctionNode, pathOf } from '../source/ast.ts'
import { numberOf } from '../source/constant-of.ts'

export const effectOutsideStep = defineCheck({
  name: 'effect-outside-step',
  severity: 'error',
  what: 'What reads or changes the world outside stands in a step.',
  why: 'The function runs again from its first line after every step: what is outside of steps is done once for each.',
  options: z.strictObject({
    /** Names that may be awaited outside of steps: `*` stands for a part of a name. */
    allow: z.array(z.string()).default([]),
  }),
  find({ file, project }, { allow }) {
    const outside = file.calls.filter(
      (call) => file.whereaboutsOf(call) === 'handler' && isEffect(project, file, call, allow),
    )
    const outermost = outside.filter(
      (call) => !outside.some((it) => it !== call && file.source.isInside(call, it)),
    )
    return outermost
      .filter((call) => {
        const body = file.bodyAround(call)
        if (body === null) return false
        if (file.stepsIn(body).length > 0) return isBeforeStep(file, call) || !isRead(pathOf(call.callee))
        return isRetried(file, body) && isAfterChange(project, file, body, call, outermost)
      })
      .map((call) => ({ node: call.callee, message: messageFor(file, call) }))
  },
})

/** A function without steps is one step itself, tried again as a whole. What fails after a change makes that change repeat. */
function isAfterChange(
  project: Project,
  file: DurableFile,
  body: FunctionNode,
  call: CallExpression,
  all: CallExpression[],
): boolean {
  const own = all.filter((it) => file.bodyAround(it) === body)
  const change = own.find((it) => !isRead(pathOf(it.callee)))
  return (
    change !== undefined &&
    own.find(
      (it) =>
        it !== change &&
        isReachedFrom(file.source, change, it) &&
        !isCaught(file.source, it) &&
        mayFail(project, file, it),
    ) === call
  )
}

function isRetried({ functions, source }: DurableFile, body: FunctionNode): boolean {
  const retries = functions.find(({ handler }) => handler === body)?.options.find('retries')
  return !retries || numberOf(source, retries) !== 0
}

function messageFor(file: DurableFile, call: CallExpression): string {
  const path = pathOf(call.callee).filter((name) => name !== '()')
  const name = path.join('.').replaceAll('.[]', '[…]')
  const body = file.bodyAround(call)
  if (path.at(-1) === 'send' && /inngest/i.test(path.at(-2) ?? '')) {
    return `${name} is called outside of a step and sends again on every replay; use step.sendEvent.`
  }
  if (body && file.stepsIn(body).length === 0) {
    return `${name} stands after another effect in a function without steps: when it fails, that one is done again. Give each a step.`
  }
  return isBeforeStep(file, call)
    ? `${name} is called outside of a step and runs again on every replay; move it into step.run.`
    : `${name} is called after the last step, outside of one: when anything after it fails, it is done again. Move it into step.run.`
}

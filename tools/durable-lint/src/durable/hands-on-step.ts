import type { CallExpression } from 'oxc-parser'
import { propertyOf, unwrap } from '../source/ast.ts'
import type { DurableFile } from './durable-file.ts'
import { isStepObject } from './step-call.ts'

/** Whether one of the arguments is `step`, or an object that carries it: then the callee makes steps of its own. */
export function handsOnStep({ source }: DurableFile, call: CallExpression): boolean {
  return call.arguments.some((argument) => {
    const bare = argument.type === 'SpreadElement' ? argument.argument : unwrap(argument)
    if (bare.type !== 'ObjectExpression') return isStepObject(source, bare)
    const step = propertyOf(bare, 'step')
    return step !== null && isStepObject(source, step.value)
  })
}

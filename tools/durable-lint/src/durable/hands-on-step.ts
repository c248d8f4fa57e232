import type { CallExpression } from 'oxc-parser'
import { propertyOf, unwrap } from '../source/ast.ts'
import type { DurableFile } from './durable-file.ts'
import { stepOrigin } from './step-origin.ts'

/** Whether one of the arguments is `step` or one of its tools, or an object that carries it: then the callee makes steps of its own. */
export function handsOnStep({ source }: DurableFile, call: CallExpression): boolean {
  return call.arguments.some((argument) => {
    const bare = argument.type === 'SpreadElement' ? argument.argument : unwrap(argument)
    if (bare.type !== 'ObjectExpression') return stepOrigin(source, bare) !== null
    const step = propertyOf(bare, 'step')
    return step !== null && stepOrigin(source, step.value) !== null
  })
}

import type { DurableFunction } from './durable-function.ts'
import type { SourceFile } from '../source/source-file.ts'
import { constantOf } from '../source/constant-of.ts'
import { stringOf } from '../source/ast.ts'

/** The function's id as far as the file alone tells; null where it is computed. */
export function functionIdOf(source: SourceFile, { options }: DurableFunction): string | null {
  const id = options.find('id')
  return id && stringOf(constantOf(source, id))
}

/** How a message calls the function. */
export const labelOf = (source: SourceFile, fn: DurableFunction): string => {
  const id = functionIdOf(source, fn)
  return id === null ? 'this function' : `function "${id}"`
}

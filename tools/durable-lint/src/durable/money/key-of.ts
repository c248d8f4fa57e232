import type { CallExpression, Node, ObjectExpression } from 'oxc-parser'
import type { Project } from '../../project/project.ts'
import { argumentOf, keyOf, pathOf } from '../../source/ast.ts'
import { constantOf } from '../../source/constant-of.ts'
import { isUnstated } from '../../source/is-unstated.ts'
import type { DurableFile } from '../durable-file.ts'
import { changingPart } from '../changing-part.ts'
import type { MoneyCall } from './money-call.ts'

/** What a call that moves money has for a key: none, one that may do (also one that we cannot see), or one that is another on each try. */
export type Key = { kind: 'none' } | { kind: 'some' } | { kind: 'changing'; by: string }

const NAMES = /idempoten|^paypal-request-id$/i
const MAX_DEPTH = 3

export function keyOfCall(
  project: Project,
  file: DurableFile,
  call: CallExpression,
  { party }: MoneyCall,
): Key {
  const keys = call.arguments.flatMap((written, index): Key[] => {
    const argument = argumentOf(call, index)
    if (!argument) return [{ kind: 'some' }]
    // Stripe takes its key in the request options, which never come first; an address is no key.
    if (index === 0 && party !== 'other') return []
    const value = constantOf(file.source, argument)
    if (value.type === 'ObjectExpression') {
      return keysIn(project, file, value, party === 'stripe' ? 0 : MAX_DEPTH)
    }
    if (value.type === 'Literal') return []
    const isNamed = NAMES.test(pathOf(written).at(-1) ?? '')
    if (isNamed) return [keyOfValue(project, file, argument)]
    // Options from elsewhere may hold one.
    return index > 0 ? [{ kind: 'some' }] : []
  })
  return keys.find(({ kind }) => kind !== 'none') ?? { kind: 'none' }
}

/** The key that a value makes: an empty one is none. */
export function keyOfValue(project: Project, file: DurableFile, node: Node): Key {
  if (isUnstated(file.source, node)) return { kind: 'none' }
  const part = changingPart(project, file, node)
  return part === null ? { kind: 'some' } : { kind: 'changing', by: part.text }
}

function keysIn(project: Project, file: DurableFile, object: ObjectExpression, depth: number): Key[] {
  return object.properties.flatMap((it): Key[] => {
    if (it.type === 'SpreadElement') {
      const spread = constantOf(file.source, it.argument)
      return spread.type === 'ObjectExpression' ? keysIn(project, file, spread, depth) : [{ kind: 'some' }]
    }
    const name = keyOf(it) ?? ''
    if (NAMES.test(name)) return [keyOfValue(project, file, it.value)]
    // What is only written down there is not looked at by anybody.
    if (depth === 0 || name === 'metadata') return []
    const value = constantOf(file.source, it.value)
    if (value.type === 'ObjectExpression') return keysIn(project, file, value, depth - 1)
    return name === 'headers' ? [{ kind: 'some' }] : []
  })
}

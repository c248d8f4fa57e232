import type { CallExpression, Node } from 'oxc-parser'
import { z } from 'zod'
import { defineCheck } from '../check.ts'
import { durableFileOf, type DurableFile } from '../durable/durable-file.ts'
import { callsIn } from '../durable/effects.ts'
import { labelOf } from '../durable/function-id.ts'
import { type Key, keyOfCall, keyOfValue } from '../durable/money/key-of.ts'
import { moneyCall } from '../durable/money/money-call.ts'
import { findFunction } from '../project/find-value.ts'
import type { Project } from '../project/project.ts'

const MAX_DEPTH = 4

export const paymentIdempotency = defineCheck({
  name: 'payment-idempotency',
  severity: 'error',
  what: 'A function that moves money has an idempotency key.',
  why: 'The same event may come twice, and a step that was cut off is tried again: without a key the customer pays twice.',
  options: z.strictObject({
    /** More calls that move money: `*` stands for a part of a name. */
    calls: z.array(z.string()).default([]),
    /** Where the key has to be: at the function, at the call to the other side, or at one of them. */
    accept: z.enum(['either', 'function', 'call']).default('either'),
  }),
  find({ file, project }, { calls, accept }) {
    return file.functions.flatMap((fn) => {
      if (!fn.handler?.body || !fn.options.isWhole) return []
      const own = fn.options.find('idempotency')
      if (accept !== 'call' && own && keyOfValue(project, file, own).kind === 'some') return []
      for (const call of callsIn(fn.handler.body)) {
        const money = unkeyedMoney({ project, calls, accept }, file, call, 0, new Set())
        if (!money) continue
        const label = `${labelOf(file.source, fn)} moves money by ${money.name}`
        return [{ node: call.callee, message: `${label} ${adviceFor(money.key, accept)}` }]
      }
      return []
    })
  },
})

type Accept = 'either' | 'function' | 'call'
type Search = { project: Project; calls: readonly string[]; accept: Accept }

const WANTED: Record<Accept, string> = {
  either: '`idempotency`, or an idempotency key for that call',
  function: '`idempotency`',
  call: 'an idempotency key for that call',
}

const adviceFor = (key: Key, accept: Accept): string =>
  key.kind === 'changing'
    ? `with a key that is another on each try, by ${key.by}; take it from the event, or make it in a step of its own.`
    : `without a key; state ${WANTED[accept]}.`

/** The call without a lasting key that moves money: this one, or one in what it calls. */
function unkeyedMoney(
  search: Search,
  file: DurableFile,
  call: CallExpression,
  depth: number,
  seen: Set<Node>,
): { name: string; key: Key } | null {
  const money = moneyCall(search.project, file, call, search.calls)
  if (money) {
    const key: Key =
      search.accept === 'function' ? { kind: 'none' } : keyOfCall(search.project, file, call, money)
    return key.kind === 'some' ? null : { name: money.name, key }
  }
  if (depth >= MAX_DEPTH || file.stepOf(call)) return null
  const found = findFunction(search.project, file.source, call.callee)
  if (!found?.fn.body || seen.has(found.fn)) return null
  seen.add(found.fn)
  const inner = durableFileOf(found.file)
  for (const it of callsIn(found.fn.body)) {
    const deeper = unkeyedMoney(search, inner, it, depth + 1, seen)
    if (deeper) return deeper
  }
  return null
}

import type { CallExpression, Node } from 'oxc-parser'
import { z } from 'zod'
import { defineCheck } from '../check.ts'
import { durableFileOf, type DurableFile } from '../durable/durable-file.ts'
import { callsIn } from '../durable/effects.ts'
import { labelOf } from '../durable/function-id.ts'
import { nameMatches } from '../durable/name-matches.ts'
import { findFunction } from '../project/find-value.ts'
import type { Project } from '../project/project.ts'
import { argumentOf, pathOf } from '../source/ast.ts'
import { constantOf } from '../source/constant-of.ts'

const STRIPE = [
  'paymentIntents.create',
  'paymentIntents.confirm',
  'paymentIntents.capture',
  'charges.create',
  'charges.capture',
  'refunds.create',
  'transfers.create',
  'payouts.create',
  'topups.create',
  'invoices.pay',
  'invoiceItems.create',
  'subscriptions.create',
  'customers.createBalanceTransaction',
]
const OTHERS = [
  'payments.create',
  'payments.capture',
  'payments.refund',
  'orders.capture',
  'transaction.sale',
  'transaction.refund',
  'captureOrder',
  'refundPayment',
]
const OTHER_CLIENTS = /mollie|square|razorpay|adyen|paypal|braintree|gateway|checkoutcom|gocardless/i
const DATABASES = /^(prisma|db|tx|trx|database|knex)$/i
const CARRIES_KEY = /idempoten|paypal-request-id/i
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
      if (accept !== 'call' && fn.options.find('idempotency')) return []
      const money = callsIn(fn.handler.body)
        .map((call) => ({ call, path: moneyPath({ project, calls, accept }, file, call, 0, new Set()) }))
        .find(({ path }) => path !== null)
      if (!money?.path) return []
      const wanted = {
        either: '`idempotency`, or an idempotency key for that call',
        function: '`idempotency`',
        call: 'an idempotency key for that call',
      }
      return [
        {
          node: money.call.callee,
          message: `${labelOf(file.source, fn)} moves money by ${money.path} without a key; state ${wanted[accept]}.`,
        },
      ]
    })
  },
})

type Search = { project: Project; calls: readonly string[]; accept: 'either' | 'function' | 'call' }

/** The name of the call without a key that moves money: this one, or one in what it calls. */
function moneyPath(
  search: Search,
  file: DurableFile,
  call: CallExpression,
  depth: number,
  seen: Set<Node>,
): string | null {
  const path = pathOf(call.callee)
  if (movesMoney(file, path, search.calls)) {
    const isKeyed = search.accept !== 'function' && carriesKey(file, call)
    return isKeyed ? null : path.filter((name) => name !== '()').join('.')
  }
  if (depth >= MAX_DEPTH || file.stepOf(call)) return null
  const found = findFunction(search.project, file.source, call.callee)
  if (!found?.fn.body || seen.has(found.fn)) return null
  seen.add(found.fn)
  const inner = durableFileOf(found.file)
  for (const it of callsIn(found.fn.body)) {
    const name = moneyPath(search, inner, it, depth + 1, seen)
    if (name) return name
  }
  return null
}

function movesMoney({ source }: DurableFile, path: string[], calls: readonly string[]): boolean {
  const is = (patterns: readonly string[]) => patterns.some((pattern) => nameMatches(path, pattern))
  if (is(calls)) return true
  if (DATABASES.test(path.find((name) => name !== 'this' && name !== 'ctx') ?? '')) return false
  if (is(STRIPE)) return path.some((name) => /stripe/i.test(name)) || /\bstripe\b/i.test(source.text)
  return is(OTHERS) && path.some((name) => OTHER_CLIENTS.test(name))
}

function carriesKey({ source }: DurableFile, call: CallExpression): boolean {
  if (CARRIES_KEY.test(source.textOf(call))) return true
  // Request options from elsewhere may hold one.
  return call.arguments.some((_, index) => {
    const argument = argumentOf(call, index)
    const value = argument && constantOf(source, argument)
    return index > 0 && value !== null && value.type !== 'ObjectExpression' && value.type !== 'Literal'
  })
}

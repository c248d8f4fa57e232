import type { CallExpression } from 'oxc-parser'
import { findValue } from '../../project/find-value.ts'
import type { Project } from '../../project/project.ts'
import { argumentOf, pathOf, unwrap } from '../../source/ast.ts'
import { constantOf } from '../../source/constant-of.ts'
import { truePath } from '../../source/true-path.ts'
import type { DurableFile } from '../durable-file.ts'
import { nameMatches } from '../name-matches.ts'
import { readOptions } from '../options.ts'

/** A call that moves money, under its full name, and who is told to: that says where a key can stand. */
export type MoneyCall = { name: string; party: 'stripe' | 'http' | 'other' }

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
const HTTP = [
  'fetch',
  'globalThis.fetch',
  'axios',
  'axios.post',
  'ky',
  'ky.post',
  'got',
  'got.post',
  'ofetch',
  '$fetch',
]
const HOSTS =
  /^https:\/\/(api\.stripe\.com|api-m\.(sandbox\.)?paypal\.com|api\.mollie\.com|connect\.squareup\.com|api\.razorpay\.com|api\.gocardless\.com|[\w-]*checkout[\w-]*\.adyen\.com)\//
const ENDPOINTS =
  /\/(payment_intents|charges|refunds?|transfers|payouts|topups|invoiceitems|subscriptions|payments|captures?|pay|balance_transactions)(\/|$|\?)/

export function moneyCall(
  project: Project,
  file: DurableFile,
  call: CallExpression,
  names: readonly string[],
): MoneyCall | null {
  const { source } = file
  const path = truePath(source, call.callee)
  const is = (patterns: readonly string[]) => patterns.some((pattern) => nameMatches(path, pattern))
  const name = path.filter((it) => it !== '()').join('.')
  if (is(names)) return { name, party: 'other' }
  if (is(HTTP)) {
    const url = moneyUrl(file, call)
    return url === null ? null : { name: `${name} to ${url}`, party: 'http' }
  }
  if (DATABASES.test(path.find((it) => it !== 'this' && it !== 'ctx') ?? '')) return null
  if (is(STRIPE) && isStripe(project, file, call, path)) return { name, party: 'stripe' }
  return is(OTHERS) && path.some((it) => OTHER_CLIENTS.test(it)) ? { name, party: 'other' } : null
}

/** By its name, by what made it, or since the file speaks of Stripe. */
function isStripe(project: Project, { source }: DurableFile, call: CallExpression, path: string[]): boolean {
  if (path.some((it) => /stripe/i.test(it)) || /\bstripe\b/i.test(source.text)) return true
  let root = unwrap(call.callee)
  while (root.type === 'MemberExpression') root = unwrap(root.object)
  const value = findValue(project, source, root)
  return value !== null && 'node' in value && /stripe/i.test(pathOf(value.node).join('.'))
}

/** Where a POST goes, as far as it is constant, if that is where money is moved. */
function moneyUrl({ source }: DurableFile, call: CallExpression): string | null {
  const first = argumentOf(call, 0)
  const url = first && constantOf(source, first)
  const text =
    url?.type === 'Literal' && typeof url.value === 'string'
      ? url.value
      : url?.type === 'TemplateLiteral'
        ? url.quasis.map(({ value }) => value.cooked ?? '').join('*')
        : ''
  if (!HOSTS.test(text) || !ENDPOINTS.test(text)) return null
  const isPost = pathOf(call.callee).at(-1) === 'post'
  const method = readOptions(source, argumentOf(call, 1)).find('method')
  const verb = method && constantOf(source, method)
  return isPost || (verb?.type === 'Literal' && /^post$/i.test(String(verb.value))) ? text : null
}

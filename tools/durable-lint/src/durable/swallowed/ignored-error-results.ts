import type { CallExpression } from 'oxc-parser'
import type { Finding } from '../../check.ts'
import { pathOf } from '../../source/ast.ts'
import type { DurableFile } from '../durable-file.ts'
import { nameMatches } from '../name-matches.ts'
import { isInert } from './is-inert.ts'
import { isMissedAloud } from './is-missed-aloud.ts'
import { readingsOf } from './readings-of.ts'
import { type ResultUse, useOfResult } from './result-use.ts'

const RESEND = /^(emails|batch|contacts|broadcasts|audiences|domains)\.(send|create|update|remove)$/

/** Calls of clients that return `{ error }`, where nothing comes of the error. */
export function ignoredErrorResults(file: DurableFile, clients: readonly string[]): Finding[] {
  return file.calls
    .filter(
      (call) => returnsError(call, clients) && isOutermost(file, call) && file.whereaboutsOf(call) === 'step',
    )
    .flatMap((call) => {
      const fate = fateOfError(file, call, useOfResult(file, call))
      if (fate === null) return []
      const name = pathOf(call.callee)
        .filter((part) => part !== '()')
        .join('.')
      return {
        node: call.callee,
        message: `${name} returns its error instead of throwing it, and ${fate}: throw it, or the step counts as done.`,
      }
    })
}

function returnsError({ callee }: CallExpression, clients: readonly string[]): boolean {
  const path = pathOf(callee)
  if (clients.some((pattern) => nameMatches(path, pattern))) return true
  // A chain that goes on in another way is looked at as that.
  if (['throwOnError', 'then', 'catch', 'finally'].some((name) => path.includes(name))) return false
  const names = path.filter((part) => part !== '()')
  const client = names.findIndex((part) => /supabase|resend/i.test(part))
  if (client === -1) return false
  const rest = names.slice(client + 1)
  if (/resend/i.test(names[client] ?? '')) return RESEND.test(rest.join('.'))
  return rest[0] === 'from' || rest[0] === 'rpc'
    ? !['from'].includes(rest.at(-1) ?? '') || rest.length > 1
    : false
}

/** The last call of a chain: `supabase.from('a').insert(b)`, not the `from` in it. */
const isOutermost = ({ source }: DurableFile, call: CallExpression): boolean => {
  const parent = source.parentOf(call)
  return parent?.type !== 'MemberExpression' || parent.object !== call
}

const ERROR = new Set(['error'])
const ANSWER = new Set(['data', 'count'])

/** What becomes of the error, where that is too little. */
function fateOfError(file: DurableFile, call: CallExpression, use: ResultUse): string | null {
  const unread = 'nobody looks'
  if (use.kind === 'ignored') return file.source.parentOf(call)?.type === 'AwaitExpression' ? unread : null
  if (use.kind === 'properties') {
    // An answer that is missing tells of the error as well.
    if (readingsOf(file, call, ANSWER).some((it) => isMissedAloud(file, it))) return null
    if (!use.names.includes('error')) return unread
    return readingsOf(file, call, ERROR).every((it) => isInert(file, it)) ? 'nothing comes of it' : null
  }
  if (use.kind !== 'returned') return null
  const step = file.stepAround(call)
  if (!step || step.body !== use.by) return null
  const outer = useOfResult(file, step.call)
  const isUnread = outer.kind === 'ignored' || (outer.kind === 'properties' && !outer.names.includes('error'))
  return isUnread ? unread : null
}

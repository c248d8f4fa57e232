import type { Severity } from './check.ts'
import { checkNamed, checks } from './checks.ts'

export type Setting = { severity: Severity; options: unknown }
/** What each rule counts as, and its options; a rule that is absent is off. */
export type Settings = ReadonlyMap<string, Setting>

export const configs = {
  /** Every rule, at its own severity. */
  recommended: new Map(
    checks.map(({ name, severity, options }) => [name, { severity, options: options.parse({}) }]),
  ),
  /** Every rule, warnings as errors; money needs a key that the other side knows. */
  strict: new Map(
    checks.map(({ name, severity, options }) => [
      name,
      {
        severity: severity === 'critical' ? severity : ('error' as const),
        options: options.parse(name === 'payment-idempotency' ? { accept: 'call' } : {}),
      },
    ]),
  ),
} satisfies Record<string, Settings>

/** The options of a rule, checked; throws with the rule and the field where they do not fit. */
export function readOptionsOf(name: string, options: unknown): unknown {
  const check = checkNamed(name)
  if (!check) throw new Error(`there is no rule ${name}; there are ${checks.map((it) => it.name).join(', ')}`)
  const parsed = check.options.safeParse(options ?? {})
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const field = issue?.path.join('.')
  throw new Error(`${name}: ${field ? `${field}: ` : ''}${issue?.message ?? 'options do not fit'}`)
}

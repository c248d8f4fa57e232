import { createDb } from '@repo/db'
import { findCaller } from '@repo/db/api-tokens'
import { type AuthVariables, requireScope, type Scope } from '@repo/worker-kit/auth'
import type { DeliveriesBinding } from '@repo/worker-kit/deliveries-binding'

type OptionalSetting = 'INNGEST_DEV' | 'INNGEST_BASE_URL' | 'RESEND_API_KEY' | 'OPERATOR_EMAIL'

// The generated types pin a variable to its committed value.
type Variable = 'MAILER' | 'MAIL_FROM' | 'DIGEST_CONCURRENCY'

/** `.dev.vars.example` says what each setting is for. The generated type of a service binding knows no methods. */
export type Bindings = Omit<Env, OptionalSetting | Variable | 'DELIVERIES'> &
  Partial<Pick<Env, OptionalSetting>> &
  Record<Variable, string> & { DELIVERIES: DeliveriesBinding }

export type HonoEnv = { Bindings: Bindings; Variables: AuthVariables }

export const scope = (name: Scope) =>
  requireScope<HonoEnv>(name, (c, tokenHash) => findCaller(createDb(c.env.DB), tokenHash))

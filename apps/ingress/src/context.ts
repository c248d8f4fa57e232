import { createDb } from '@repo/db'
import { findCaller } from '@repo/db/api-tokens'
import { type AuthVariables, requireScope, type Scope } from '@repo/worker-kit/auth'

type OptionalSetting =
  | 'INNGEST_DEV'
  | 'INNGEST_BASE_URL'
  | 'ALERT_WEBHOOK_URL'
  | 'SLACK_WEBHOOK_URL'
  | 'EXPECTED_EVERY'
  | 'STRIPE_WEBHOOK_SECRET_RETIRED'
  | 'GITHUB_WEBHOOK_SECRET_RETIRED'
  | 'STRIPE_SECRET_KEY'
  | 'STRIPE_API_URL'
  | 'GITHUB_APP_ID'
  | 'GITHUB_APP_PRIVATE_KEY'
  | 'GITHUB_API_URL'
  | 'GITHUB_HOOKS'
  | 'GITHUB_HOOKS_TOKEN'
  | 'RESEND_API_KEY'
  | 'RESEND_WEBHOOK_ID'
  | 'RESEND_API_URL'

/** `.dev.vars.example` says what each setting is for. */
export type Bindings = Omit<Env, OptionalSetting> & Partial<Record<OptionalSetting, string>>

export type HonoEnv = { Bindings: Bindings; Variables: AuthVariables }

export const scope = (name: Scope) =>
  requireScope<HonoEnv>(name, (c, tokenHash) => findCaller(createDb(c.env.DB), tokenHash))

import { createDb } from '@repo/db'
import { findCaller } from '@repo/db/api-tokens'
import { type AuthVariables, requireScope, type Scope } from '@repo/worker-kit/auth'

type OptionalSetting = 'INNGEST_DEV' | 'INNGEST_BASE_URL' | 'ALERT_WEBHOOK_URL'

/** `.dev.vars.example` says what each setting is for. */
export type Bindings = Omit<Env, OptionalSetting> & Partial<Pick<Env, OptionalSetting>>

export type HonoEnv = { Bindings: Bindings; Variables: AuthVariables }

export const scope = (name: Scope) =>
  requireScope<HonoEnv>(name, (c, tokenHash) => findCaller(createDb(c.env.DB), tokenHash))

import { createDb } from '@repo/db'
import { findCaller } from '@repo/db/api-tokens'
import { type AuthVariables, requireScope, type Scope } from '@repo/worker-kit/auth'

/** Settings that may be absent: where Inngest is when it is not the cloud, and who is told of trouble. */
type OptionalSettings = { INNGEST_DEV?: string; INNGEST_BASE_URL?: string; ALERT_WEBHOOK_URL?: string }

export type Bindings = Env & OptionalSettings

export type HonoEnv = { Bindings: Bindings; Variables: AuthVariables }

export const scope = (name: Scope) =>
  requireScope<HonoEnv>(name, (c, tokenHash) => findCaller(createDb(c.env.DB), tokenHash))

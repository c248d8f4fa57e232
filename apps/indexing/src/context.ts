import { createDb } from '@repo/db'
import { findCaller } from '@repo/db/api-tokens'
import { type AuthVariables, requireScope, type Scope } from '@repo/worker-kit/auth'
import type { DeliveriesBinding } from '@repo/worker-kit/deliveries-binding'
import type { SearchIndex } from './search/search-index.ts'

type OptionalSetting = 'INNGEST_DEV' | 'INNGEST_BASE_URL' | 'GITHUB_API_URL'

/** `.dev.vars.example` says what each setting is for. The generated type of a service binding knows no methods. */
export type Bindings = Omit<Env, OptionalSetting | 'DELIVERIES' | 'SEARCH'> &
  Partial<Pick<Env, OptionalSetting>> & {
    DELIVERIES: DeliveriesBinding
    SEARCH: DurableObjectNamespace<SearchIndex>
  }

export type HonoEnv = { Bindings: Bindings; Variables: AuthVariables }

export const scope = (name: Scope) =>
  requireScope<HonoEnv>(name, (c, tokenHash) => findCaller(createDb(c.env.DB), tokenHash))

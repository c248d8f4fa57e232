import { createDb } from '@repo/db'
import { findCaller } from '@repo/db/api-tokens'
import { type AuthVariables, requireScope, type Scope } from '@repo/worker-kit/auth'
import type { DeliveriesBinding } from '@repo/worker-kit/deliveries-binding'

type Settings = Omit<Env, 'DELIVERIES'> & { DELIVERIES: DeliveriesBinding }

/** `STRIPE_API_URL` is where Stripe is when it is not at Stripe: the local double. */
export type Bindings = Settings & { STRIPE_API_URL?: string }

export type HonoEnv = { Bindings: Bindings; Variables: AuthVariables }

export const scope = (name: Scope) =>
  requireScope<HonoEnv>(name, (c, tokenHash) => findCaller(createDb(c.env.DB), tokenHash))

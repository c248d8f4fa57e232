import type { Db } from '@repo/db'
import { findOrder } from '@repo/db/orders'
import type { Order } from '@repo/db/schema'
import type { Answer, Engine } from '../engine.ts'
import type { Run } from '../engine-schemas.ts'

export type OrderDetail = { kind: 'order'; order: Order; runs: Answer<Run[]> }

export async function loadOrder(db: Db, engine: Engine, id: string): Promise<OrderDetail | null> {
  const order = await findOrder(db, id)
  return order ? { kind: 'order', order, runs: await engine.listRunsOfOrder(id) } : null
}

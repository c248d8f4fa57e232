import { env } from 'cloudflare:workers'
import { createDb } from '../src/index.ts'
import { placeOrder } from '../src/queries/orders.ts'
import { addUser } from '../src/queries/users.ts'
import { type NewOrder, type NewUser, type Order, stock, teams, type User } from '../src/schema/index.ts'

// The builders of packages/testing stand on this package, so its own tests bring these few.
export const db = createDb(env.DB)

export async function aTeamId(): Promise<string> {
  const id = `team_${crypto.randomUUID()}`
  await db.insert(teams).values({ id, name: 'A team', createdAt: new Date() })
  return id
}

export async function anOrder(order: Partial<NewOrder> = {}): Promise<Order> {
  const lines = [{ sku: 'seat', quantity: 1 }]
  const required = { id: `ord_${crypto.randomUUID()}`, lines, createdAt: new Date() }
  return placeOrder(db, { ...required, ...order, teamId: order.teamId ?? (await aTeamId()) })
}

export async function aSku(available: number): Promise<string> {
  const sku = `sku-${crypto.randomUUID()}`
  await db.insert(stock).values({ sku, available })
  return sku
}

export async function aUser(known: Partial<NewUser> = {}): Promise<User> {
  const id = `user_${crypto.randomUUID()}`
  const person = { id, email: `${id}@example.com`, name: 'Reader', wantsDigest: false, createdAt: new Date() }
  return addUser(db, { ...person, teamId: await aTeamId(), ...known })
}

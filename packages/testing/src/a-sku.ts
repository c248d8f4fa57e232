import type { Db } from '@repo/db'
import { stock } from '@repo/db/schema'

/** An add-on of which so many can be sold; answers its SKU, which no other test uses. */
export async function aSku(db: Db, available = 100): Promise<string> {
  const sku = `sku-${crypto.randomUUID()}`
  await db.insert(stock).values({ sku, available })
  return sku
}

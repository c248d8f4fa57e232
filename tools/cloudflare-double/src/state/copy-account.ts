import { DatabaseSync } from 'node:sqlite'
import type { Account, D1 } from './account.ts'

export type AccountCopy = Pick<Account, 'databases' | 'buckets' | 'workers' | 'apps' | 'invocations'>

/** All that an account holds, apart from it: what happens to one no longer happens to the other. */
export function copyAccount({ databases, buckets, workers, apps, invocations }: AccountCopy): AccountCopy {
  return {
    databases: databases.map(copyDatabase),
    buckets: structuredClone(buckets),
    workers: structuredClone(workers),
    apps: structuredClone(apps),
    invocations: structuredClone(invocations),
  }
}

function copyDatabase({ id, name, db }: D1): D1 {
  const copy = new DatabaseSync(':memory:')
  const schema = db.prepare(`SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL`).all()
  for (const { name: object, sql } of schema) {
    if (!String(object).startsWith('sqlite_')) copy.exec(String(sql))
  }
  for (const { name: table, type } of schema) {
    if (type !== 'table' || String(table).startsWith('sqlite_')) continue
    for (const row of db.prepare(`SELECT * FROM "${String(table)}"`).all()) {
      const columns = Object.keys(row).map((column) => `"${column}"`)
      const holes = columns.map(() => '?').join(', ')
      copy
        .prepare(`INSERT INTO "${String(table)}" (${columns.join(', ')}) VALUES (${holes})`)
        .run(...Object.values(row))
    }
  }
  return { id, name, db: copy }
}

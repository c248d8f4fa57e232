import { type Account, currentTraffic, type Worker } from './account.ts'

/** Everything that a deploy brings about, without what differs from one to the next: ids, times, how many versions there were. */
export function describeAccount(account: Account) {
  const named = [...account.workers.values()].toSorted((a, b) => a.name.localeCompare(b.name))
  return {
    databases: account.databases.map(({ name, db }) => ({ name, tables: tablesOf(db) })),
    buckets: Object.fromEntries([...account.buckets].toSorted(([a], [b]) => a.localeCompare(b))),
    workers: Object.fromEntries(named.map((worker) => [worker.name, describeWorker(account, worker)])),
    // Without the host: a double has another port each time.
    apps: Object.fromEntries([...account.apps].map(([id, { url }]) => [id, new URL(url).pathname])),
  }
}

function describeWorker(account: Account, worker: Worker) {
  const serving = currentTraffic(worker).map(({ version_id, percentage }) => {
    const version = worker.versions.find(({ id }) => id === version_id)
    if (!version) return { percentage }
    const bindings = version.bindings
      .map((binding) => JSON.stringify(withNames(account, binding)))
      .toSorted((a, b) => a.localeCompare(b))
    const { modules, secrets, migrationTag } = version
    return { percentage, bindings, modules, secrets, migrationTag }
  })
  const { crons, domains, onWorkersDev, observability } = worker
  return { serving, crons, domains, onWorkersDev, observability }
}

/** A database is bound by its id, which is another one each time. */
function withNames({ databases }: Account, binding: object): object {
  const id = 'id' in binding ? binding.id : undefined
  const database = databases.find((one) => one.id === id)
  return database ? { ...binding, id: database.name } : binding
}

function tablesOf(db: Account['databases'][number]['db']): string[] {
  const rows = db.prepare(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`).all()
  const migrations = rows.some(({ name }) => name === 'd1_migrations')
    ? db.prepare('SELECT name FROM d1_migrations ORDER BY id').all()
    : []
  return [...rows, ...migrations].map(({ name }) => String(name))
}

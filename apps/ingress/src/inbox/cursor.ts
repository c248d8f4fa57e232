import { backoffMs } from '../rules/backoff.ts'

type CursorState = { position: number; failures: number; failedAt: number; notBefore: number }

const START: CursorState = { position: 0, failures: 0, failedAt: 0, notBefore: 0 }

/** `forget-bodies`, `forget-keys`: up to where both are forgotten, but for what waits. */
type CursorName = 'announce' | 'project' | 'hear' | 'forget-bodies' | 'forget-keys'

/** How far a shard has come with an outlet or a look, and how long it leaves a failing one alone. Times in ms since 1970. */
export class Cursor {
  readonly #sql: SqlStorage
  readonly #name: string
  state: CursorState

  constructor(sql: SqlStorage, name: CursorName) {
    this.#sql = sql
    this.#name = name
    const query = `SELECT position, failures, failed_at AS failedAt, not_before AS notBefore FROM cursors WHERE name = ?`
    this.state = sql.exec<CursorState>(query, name).toArray()[0] ?? START
  }

  advance(position: number): void {
    if (position !== this.state.position || this.state.failures > 0) this.#save({ ...START, position })
  }

  fail(now: number, random: number): void {
    const failures = this.state.failures + 1
    this.#save({ ...this.state, failures, failedAt: now, notBefore: now + backoffMs(failures, random) })
  }

  #save(state: CursorState): void {
    this.state = state
    this.#sql.exec(
      `INSERT INTO cursors (name, position, failures, failed_at, not_before) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
       position = excluded.position, failures = excluded.failures, failed_at = excluded.failed_at, not_before = excluded.not_before`,
      this.#name,
      state.position,
      state.failures,
      state.failedAt,
      state.notBefore,
    )
  }
}

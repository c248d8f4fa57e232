/** Raised with every change below: a file of another version is refused, not migrated. */
export const schemaVersion = 2

export const schema = `
  CREATE TABLE apps (
    url TEXT PRIMARY KEY,
    app_id TEXT NOT NULL,
    functions TEXT NOT NULL,
    synced_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE events (
    internal_id TEXT PRIMARY KEY,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    data TEXT NOT NULL,
    ts INTEGER NOT NULL,
    user TEXT NOT NULL,
    v TEXT,
    received_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX events_id ON events (id);
  CREATE INDEX events_name ON events (name, internal_id);

  CREATE TABLE runs (
    run_id TEXT PRIMARY KEY,
    function_id TEXT NOT NULL,
    event_id TEXT NOT NULL REFERENCES events (internal_id),
    status TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    output TEXT,
    executions INTEGER NOT NULL,
    slots TEXT NOT NULL
  ) STRICT;
  CREATE INDEX runs_event ON runs (event_id);
  CREATE INDEX runs_function ON runs (function_id, executions);

  CREATE TABLE steps (
    run_id TEXT NOT NULL REFERENCES runs (run_id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    op TEXT NOT NULL,
    status TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    started_at INTEGER,
    ended_at INTEGER,
    error TEXT,
    memo TEXT,
    settled_as INTEGER,
    PRIMARY KEY (run_id, id)
  ) STRICT;

  CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    run_id TEXT NOT NULL REFERENCES runs (run_id),
    step_id TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    is_race INTEGER NOT NULL,
    due_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX jobs_due ON jobs (kind, due_at, id);
  CREATE INDEX jobs_run ON jobs (run_id);

  CREATE TABLE listeners (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id TEXT NOT NULL REFERENCES runs (run_id),
    step_id TEXT,
    event_name TEXT NOT NULL,
    expression TEXT,
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX listeners_event ON listeners (event_name, id);
  CREATE INDEX listeners_run ON listeners (run_id);

  CREATE TABLE claims (
    function_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (function_id, kind, key)
  ) STRICT, WITHOUT ROWID;
`

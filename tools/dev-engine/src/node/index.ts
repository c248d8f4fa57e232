export { listen, PortInUse } from './listen.ts'
export { sqliteStorage, StateFileLocked, StateFileUnreadable } from './sqlite-storage.ts'

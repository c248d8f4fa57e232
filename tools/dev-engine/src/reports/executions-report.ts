import type { Store } from '../store/create-store.ts'

export interface ExecutionsReport {
  total: number
  functions: Record<string, number>
}

export function executionsReport({ runs, tallies }: Pick<Store, 'runs' | 'tallies'>): ExecutionsReport {
  const functions: Record<string, number> = {}
  let total = 0
  for (const { functionId, executions } of [...tallies.list(), ...runs.list()]) {
    functions[functionId] = (functions[functionId] ?? 0) + executions
    total += executions
  }
  return { total, functions }
}

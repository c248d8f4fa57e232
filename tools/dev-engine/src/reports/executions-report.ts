export interface ExecutionsReport {
  total: number
  functions: Record<string, number>
}

export function executionsReport(
  counts: readonly { functionId: string; executions: number }[],
): ExecutionsReport {
  return {
    total: counts.reduce((sum, { executions }) => sum + executions, 0),
    functions: Object.fromEntries(counts.map(({ functionId, executions }) => [functionId, executions])),
  }
}

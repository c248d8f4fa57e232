/** What an attempt complains of, in one sentence; nothing when it does not. */
export function faultOf(attempt: () => unknown): string[] {
  try {
    attempt()
    return []
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}

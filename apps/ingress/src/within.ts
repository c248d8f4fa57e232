/** What the work gives, or an error once the time is over. The work itself goes on; its late outcome is dropped. */
export function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  const { promise: timeout, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs)
  return Promise.race([work, timeout]).finally(() => clearTimeout(timer))
}

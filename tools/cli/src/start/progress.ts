import colors from 'picocolors'

/** Says what is being done, then that it is done and how long it took. */
export async function progress<T>(
  doing: string,
  work: () => T | Promise<T>,
  done?: (result: T) => string,
): Promise<T> {
  const startedAt = performance.now()
  if (process.stdout.isTTY) process.stdout.write(`  … ${doing}`)
  const result = await work()
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  const detail = done ? `: ${done(result)}` : ''
  console.log(
    `${process.stdout.isTTY ? '\r\u001B[K' : ''}  ${colors.green('✓')} ${doing}${detail} ${colors.dim(`${seconds} s`)}`,
  )
  return result
}

import type { Account, Version } from './account.ts'

type Refusal = { code: number; message: string }

/** What a version is bound to has to be there before it, or Cloudflare refuses the upload. */
export function findMissingBinding(account: Account, { bindings }: Version): Refusal | undefined {
  for (const binding of bindings) {
    const { type, name } = binding
    if (type === 'service' && !account.workers.has(String(binding['service']))) {
      return {
        code: 10_143,
        message: `Could not resolve service binding '${name}'. Target script '${String(binding['service'])}' not found.`,
      }
    }
    if (type === 'd1' && !account.databases.some(({ id }) => id === binding['id'])) {
      return {
        code: 10_181,
        message: `D1 binding '${name}' references database '${String(binding['id'])}' which was not found.`,
      }
    }
    if (type === 'r2_bucket' && !account.buckets.has(String(binding['bucket_name']))) {
      return { code: 10_085, message: `R2 bucket '${String(binding['bucket_name'])}' not found.` }
    }
  }
  return undefined
}

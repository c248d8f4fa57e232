/** A worker in an account, by what Cloudflare calls it. */
export type Script = { accountId: string; worker: string }

export const scriptPath = ({ accountId, worker }: Script): string =>
  `/accounts/${accountId}/workers/scripts/${worker}`

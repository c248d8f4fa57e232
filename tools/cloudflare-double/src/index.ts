export {
  type CloudflareDouble,
  createCloudflareDouble,
  type CloudflareDoubleOptions,
} from './create-cloudflare-double.ts'
export { type Call, type Fault, faultKinds } from './http/with-faults.ts'
export type { AccountCopy } from './state/copy-account.ts'

import { type CloudflareApi, CloudflareRefused } from '../src/cloudflare/cloudflare-api.ts'

/** Cloudflare's API as far as these results go; where there is none, it knows no such worker. */
export const anApi = (answer: (path: string) => object | undefined): CloudflareApi => ({
  get: async (path, schema) => {
    const result = answer(path)
    if (!result) throw new CloudflareRefused('This Worker does not exist on your account.', 10_007)
    return schema.parse(result)
  },
  post: () => Promise.reject(new Error('nobody may ask for logs')),
  graphql: () => Promise.reject(new Error('nobody may ask for numbers')),
})

import { exports } from 'cloudflare:workers'

/** A request to `/v1/orders`; a payload that is a string goes as it is. */
export const call = (method: string, path: string, headers: Record<string, string>, payload?: unknown) =>
  exports.default.fetch(`https://gateway/v1/orders${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(payload !== undefined && {
      body: typeof payload === 'string' ? payload : JSON.stringify(payload),
    }),
  })

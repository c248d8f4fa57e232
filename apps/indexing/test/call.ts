import { exports } from 'cloudflare:workers'

type Request = { authorization: string; method?: string; headers?: Record<string, string>; body?: BodyInit }

/** A request to the worker, as the gateway passes it on. */
export const call = (path: string, { authorization, method = 'GET', headers, body }: Request) =>
  exports.default.fetch(`https://gateway${path}`, {
    method,
    headers: { authorization, ...headers },
    ...(body !== undefined && { body }),
  })

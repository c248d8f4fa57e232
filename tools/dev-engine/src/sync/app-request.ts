/** A request of the engine's to an app. */
export function appRequest(
  url: URL,
  method: 'PUT' | 'POST',
  body: string,
  headers: Record<string, string>,
): Request {
  return new Request(url, {
    method,
    headers: {
      'content-type': 'application/json',
      // A socket would add it; some handlers need it when they are called without one.
      host: url.host,
      'x-inngest-server-kind': 'dev',
      ...headers,
    },
    body,
  })
}

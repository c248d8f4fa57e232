import { createMiddleware } from 'hono/factory'
import { csrf } from 'hono/csrf'
import { NONCE, secureHeaders } from 'hono/secure-headers'
import { scope } from './context.ts'

const noStore = createMiddleware(async (c, next) => {
  await next()
  c.header('cache-control', 'no-store')
})

/** Who may come in, and what a browser may do with what it gets: show it, and send its forms back here. No scripts. */
export const guard = [
  noStore,
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: [NONCE],
      // For the mails, which carry their looks in attributes and inherit this policy in their frame.
      styleSrcAttr: ["'unsafe-inline'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    xFrameOptions: 'DENY',
    // With `no-referrer` browsers send forms with `Origin: null`, and the older ones have nothing else to show to csrf().
    referrerPolicy: 'same-origin',
    // The installation's other subdomains are not ours to decide about.
    strictTransportSecurity: 'max-age=15552000',
  }),
  csrf(),
  scope('operator'),
] as const

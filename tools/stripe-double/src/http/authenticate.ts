import { createMiddleware } from 'hono/factory'
import type { DoubleEnv } from '../world.ts'
import { StripeError } from './stripe-error.ts'

/** Takes any test key and refuses live ones: whoever holds a live key means the real Stripe. */
export const authenticate = createMiddleware<DoubleEnv>(async (c, next) => {
  const key = readKey(c.req.header('authorization'))
  if (key === undefined) {
    throw refused(
      'You did not provide an API key. Send one as a bearer token or as the user name of basic auth.',
    )
  }
  if (/^[a-z]+_live_/.test(key)) {
    throw refused('This is a double of Stripe and takes no live keys. Use a key that starts with sk_test_.')
  }
  if (!/^[sr]k_test_/.test(key)) {
    throw refused(
      'Invalid API Key provided. This is a double of Stripe: any key that starts with sk_test_ will do.',
    )
  }
  await next()
})

function readKey(header = ''): string | undefined {
  const [scheme = '', credentials = ''] = header.split(' ')
  if (credentials === '') return undefined
  if (scheme.toLowerCase() === 'bearer') return credentials
  if (scheme.toLowerCase() !== 'basic') return undefined
  return Buffer.from(credentials, 'base64').toString('utf8').split(':')[0]
}

function refused(message: string): StripeError {
  return new StripeError(401, { type: 'invalid_request_error', message })
}

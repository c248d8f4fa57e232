import { errorResponse, problem } from '@repo/worker-kit/error-response'
import type { ErrorHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'

/** As everywhere, except that a browser is made to ask its person for the token, and a refused form is told why. */
export const browserErrorResponse: ErrorHandler = async (error, c) => {
  if (error instanceof HTTPException && error.status === 403) {
    return problem(c, 403, 'forbidden', 'the form was not sent from this page')
  }
  const response = await errorResponse(error, c)
  if (response.status === 401) response.headers.set('www-authenticate', 'Basic realm="millrace console"')
  return response
}

import { Middleware, NonRetriableError, RetryAfterError } from 'inngest'
import { DomainError } from './errors.ts'
import { log } from './log.ts'

/** The Inngest door for errors: a broken rule of ours ends the run, unless the error says when to try again. */
export class DomainErrorsAreFinal extends Middleware.BaseMiddleware {
  readonly id = 'domain-errors-are-final'

  override async wrapStepHandler({ ctx, fn, next }: Middleware.WrapStepHandlerArgs): Promise<unknown> {
    try {
      return await next()
    } catch (error) {
      log.warn('step failed', { runId: ctx.runId, functionId: fn.id(), error })
      throw translate(error)
    }
  }
}

function translate(error: unknown): unknown {
  if (!(error instanceof DomainError)) return error
  const { retryAfterSeconds } = error.details
  if (retryAfterSeconds === undefined) return new NonRetriableError(error.message, { cause: error })
  return new RetryAfterError(error.message, retryAfterSeconds * 1000, { cause: error })
}

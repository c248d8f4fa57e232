/** The `error` member of an answer, as Stripe documents it. */
export type StripeErrorBody = {
  type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error'
  message: string
  code?: string
  param?: string
  decline_code?: string
  charge?: string
  payment_intent?: object
}

/** Something Stripe would refuse; `errorAnswer` turns it into the answer. */
export class StripeError extends Error {
  readonly status: number
  readonly body: StripeErrorBody & { doc_url?: string }

  constructor(status: number, body: StripeErrorBody) {
    super(body.message)
    this.status = status
    const docUrl = body.code && `https://docs.stripe.com/error-codes#${body.code.replaceAll('_', '-')}`
    this.body = docUrl ? { ...body, doc_url: docUrl } : body
  }
}

/** Refused before anything was done, so the idempotency key stays free for the corrected request. */
export class InvalidParam extends StripeError {
  constructor(param: string, message: string, code?: string) {
    super(400, { type: 'invalid_request_error', message, param, ...(code && { code }) })
  }
}

export class ResourceMissing extends StripeError {
  constructor(noun: string, id: string, { status = 404, param = 'id' } = {}) {
    const message = `No such ${noun}: '${id}'`
    super(status, { type: 'invalid_request_error', code: 'resource_missing', message, param })
  }
}

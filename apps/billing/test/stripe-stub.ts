type Line = { sku: string; quantity: number }
type Call = { method: string; path: string; idempotencyKey: string | null; form: URLSearchParams }

const UNIT_AMOUNT = 1_000
const LOOKUP_KEYS_MAX = 10

/** As much of Stripe as billing calls, at the level of HTTP. Every SKU has a price, unless it was withdrawn. */
export function aStripe() {
  const calls: Call[] = []
  const checkouts = new Map<string, Line[]>()
  const answered = new Map<string, { form: string; status: number; body: object }>()
  const withdrawn = new Set<string>()
  const free = new Set<string>()
  let failuresLeft = 0

  return {
    calls,
    answer,
    /** A checkout session that was paid for these lines; answers its id. */
    paidCheckout(lines: Line[]): string {
      const id = `cs_test_${crypto.randomUUID().replaceAll('-', '')}`
      checkouts.set(id, lines)
      return id
    },
    /** As if a coupon had paid for all of it: Stripe then makes no payment. */
    payByCoupon(id: string) {
      free.add(id)
    },
    failNext(times: number) {
      failuresLeft = times
    },
    withdraw(sku: string) {
      withdrawn.add(sku)
    },
    /** The idempotency keys of the payments that were asked for, in order. */
    charges: () => calls.filter(isCharge).map(({ idempotencyKey }) => idempotencyKey),
    /** The payments that were really made. */
    payments: () => [...answered.values()].filter(({ status }) => status === 200),
  }

  async function answer(request: Request): Promise<Response> {
    const { pathname: path, searchParams } = new URL(request.url)
    const { method, headers } = request
    const form = method === 'POST' ? new URLSearchParams(await formOf(request)) : searchParams
    const call = { method, path, idempotencyKey: headers.get('idempotency-key'), form }
    calls.push(call)
    if (failuresLeft-- > 0) return error(500, { type: 'api_error', message: 'try again' })
    if (path === '/v1/prices') return listPrices(form)
    if (isCharge(call)) return charge(call)
    const [, id = '', part] = /^\/v1\/checkout\/sessions\/([^/]+)(\/line_items)?$/.exec(path) ?? []
    const lines = checkouts.get(id)
    if (!lines) return error(404, { type: 'invalid_request_error', message: `no such ${path}` })
    return part ? listLines(lines) : readCheckout(id, free.has(id) ? [] : lines)
  }

  function listPrices(form: URLSearchParams): Response {
    const keys = [...form].filter(([name]) => name.startsWith('lookup_keys')).map(([, sku]) => sku)
    if (keys.length > LOOKUP_KEYS_MAX) {
      return error(400, { type: 'invalid_request_error', message: 'too many lookup keys' })
    }
    return list(keys.filter((sku) => !withdrawn.has(sku)).map(priceOf))
  }

  function charge({ idempotencyKey, form }: Call): Response {
    const key = idempotencyKey ?? crypto.randomUUID()
    const fresh = { form: form.toString(), ...pay(form) }
    const { form: first, status, body } = answered.get(key) ?? fresh
    if (first !== fresh.form) return error(400, { type: 'idempotency_error', message: 'other parameters' })
    answered.set(key, { form: first, status, body })
    return Response.json(body, { status })
  }
}

// workerd warns of a form that is read as text.
const formOf = async (request: Request) => new TextDecoder().decode(await request.arrayBuffer())

const isCharge = ({ method, path }: Call) => method === 'POST' && path === '/v1/payment_intents'

function pay(form: URLSearchParams): { status: number; body: object } {
  switch (form.get('payment_method')) {
    case 'pm_card_chargeDeclined':
      return {
        status: 402,
        body: { error: { type: 'card_error', code: 'card_declined', decline_code: 'generic_decline' } },
      }
    case 'pm_unknown':
      return {
        status: 400,
        body: { error: { type: 'invalid_request_error', message: 'No such PaymentMethod' } },
      }
    default:
      return {
        status: 200,
        body: { id: `pi_${crypto.randomUUID()}`, object: 'payment_intent', status: 'succeeded' },
      }
  }
}

function readCheckout(id: string, lines: Line[]): Response {
  const total = lines.reduce((sum, { quantity }) => sum + quantity * UNIT_AMOUNT, 0)
  const payment = { id: `pi_of_${id}`, object: 'payment_intent', status: 'succeeded', amount_received: total }
  return Response.json({
    id,
    object: 'checkout.session',
    payment_status: total > 0 ? 'paid' : 'no_payment_required',
    amount_total: total,
    payment_intent: total > 0 ? payment : null,
  })
}

const listLines = (lines: Line[]) =>
  list(lines.map(({ sku, quantity }) => ({ id: `li_${sku}`, quantity, price: priceOf(sku) })))

const priceOf = (sku: string) => ({
  id: `price_${sku}`,
  lookup_key: sku,
  unit_amount: UNIT_AMOUNT,
  currency: 'usd',
})

const list = (data: object[]) => Response.json({ object: 'list', data, has_more: false })

const error = (status: number, body: object) => Response.json({ error: body }, { status })

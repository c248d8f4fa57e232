/** What a sender keeps a list of. `status` is what it saw of us. */
export type Sent = {
  id: string
  type?: string
  at: number
  status?: number
  guid?: string
  redelivery?: boolean
}

type Sender = {
  /** Newest first, as every sender lists. */
  sent: Sent[]
  /** `GET /…` and `POST /…`, in order. */
  asked: string[]
  /** Answers in place of the sender, as long as it gives an answer. */
  instead: (request: Request) => Response | undefined
  answer: (request: Request) => Response | Promise<Response>
}

const PAGE_SIZE = 2

/** The events that the list gives from the cursor on: two a page, so that walks have pages. */
function pageOf({ sent }: Sender, after: string | null): { page: Sent[]; hasMore: boolean } {
  const from = after === null ? 0 : sent.findIndex(({ id }) => id === after) + 1
  return { page: sent.slice(from, from + PAGE_SIZE), hasMore: sent.length > from + PAGE_SIZE }
}

function aSender(
  answer: (sender: Sender, request: Request, url: URL) => Response | Promise<Response>,
): Sender {
  const sender: Sender = {
    sent: [],
    asked: [],
    instead: () => undefined,
    answer: (request) => {
      const url = new URL(request.url)
      sender.asked.push(`${request.method} ${url.pathname}`)
      return sender.instead(request) ?? answer(sender, request, url)
    },
  }
  return sender
}

const stripeEvent = ({ id, type = 'checkout.session.completed', at }: Sent) => ({
  id,
  object: 'event',
  type,
  created: Math.floor(at / 1000),
  data: { object: { id: 'cs_1', customer: 'cus_1' } },
})

/** https://docs.stripe.com/api/events */
export const aStripe = (): Sender =>
  aSender((stripe, _request, { pathname, searchParams }) => {
    const id = pathname.split('/v1/events/')[1]
    if (id === undefined) {
      const { page, hasMore } = pageOf(stripe, searchParams.get('starting_after'))
      return Response.json({
        object: 'list',
        data: page.map(stripeEvent),
        has_more: hasMore,
        url: '/v1/events',
      })
    }
    const found = stripe.sent.find((sent) => sent.id === id)
    if (found) return Response.json(stripeEvent(found))
    const error = { type: 'invalid_request_error', message: `No such event: '${id}'` }
    return Response.json({ error }, { status: 404 })
  })

/** https://docs.github.com/en/rest/apps/webhooks */
export const aGithub = (): Sender =>
  aSender((github, request, url) => {
    if (request.method === 'POST') return Response.json({}, { status: 202 })
    const { page, hasMore } = pageOf(github, url.searchParams.get('cursor'))
    url.searchParams.set('cursor', page.at(-1)?.id ?? '')
    const deliveries = page.map(
      ({ id, type = 'push', at, status = 200, guid = `guid-${id}`, redelivery }) => ({
        id: Number(id),
        guid,
        delivered_at: new Date(at).toISOString(),
        redelivery: redelivery ?? false,
        status_code: status,
        event: type,
        action: null,
      }),
    )
    return Response.json(deliveries, hasMore ? { headers: { link: `<${url.href}>; rel="next"` } } : {})
  })

/** https://resend.com/docs/api-reference/webhooks/list-events */
export const aResend = (): Sender =>
  aSender((resend, request, { pathname, searchParams }) => {
    if (request.method === 'POST') {
      return Response.json({ object: 'webhook_event', id: pathname.split('/')[4] })
    }
    const { page, hasMore } = pageOf(resend, searchParams.get('after'))
    const data = page.map(({ id, type = 'email.bounced', at, status = 200 }) => ({
      id,
      type,
      created_at: new Date(at).toISOString(),
      status: status === 200 ? 'success' : 'failed',
    }))
    return Response.json({ object: 'list', has_more: hasMore, data })
  })

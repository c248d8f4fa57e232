import { expect, it } from 'vitest'
import { aClient, findingsIn } from '../../test/a-project.ts'
import { aFunction, testRule } from '../../test/a-rule-tester.ts'

const charge = "await step.run('charge-card', () => stripe.paymentIntents.create({ amount }))"
const keyed =
  "await step.run('charge-card', () => stripe.paymentIntents.create({ amount }, { idempotencyKey: orderId }))"
const key = "idempotency: 'event.data.orderId'"

testRule(
  'payment-idempotency',
  [
    aFunction(charge, key),
    aFunction(keyed),
    {
      name: 'what only reads',
      code: aFunction("await step.run('load', () => stripe.paymentIntents.retrieve(id))"),
    },
    {
      name: 'a table of that name',
      code: aFunction("await step.run('save', () => prisma.refunds.create({ data: { from: 'stripe' } }))"),
    },
    {
      name: 'request options from elsewhere',
      code: aFunction("await step.run('a', () => stripe.refunds.create({ charge }, options))"),
    },
    { name: 'options that may hold it', code: aFunction(charge, '...defaults') },
    {
      name: 'a key that another step made',
      code: aFunction(
        "const key = await step.run('make-key', () => randomUUID()); await step.run('pay', () => stripe.charges.create({ amount }, { idempotencyKey: key }))",
      ),
    },
    {
      name: 'a key that was kept elsewhere',
      code: aFunction(
        "await step.run('pay', async () => { const due = await db.find({ before: new Date() }); return stripe.charges.create({ amount }, { idempotencyKey: due.key }) })",
      ),
    },
    {
      name: 'a key of what was answered',
      code: aFunction(
        "await step.run('pay', async () => { const intent = pick(list, new Date()); return stripe.charges.create({ amount }, { idempotencyKey: `pay-${intent.id}` }) })",
      ),
    },
    {
      name: 'a key of the day',
      code: aFunction(
        "const day = new Date().toISOString().slice(0, 10); await step.run('pay', () => stripe.charges.create({ amount }, { idempotencyKey: `${event.data.id}-${day}` }))",
      ),
    },
    {
      name: 'a key of another party, in what is asked',
      code: aFunction(
        "await step.run('pay', () => square.payments.create({ amount, idempotencyKey: event.data.orderId }))",
      ),
    },
    {
      name: 'a key in the head of a request',
      code: aFunction(
        "await step.run('pay', () => fetch('https://api.stripe.com/v1/charges', { method: 'POST', headers: { 'Idempotency-Key': event.data.orderId } }))",
      ),
    },
    {
      name: 'a request whose head is made elsewhere',
      code: aFunction(
        "await step.run('pay', () => fetch('https://api.stripe.com/v1/charges', { method: 'POST', headers: headersFor(event) }))",
      ),
    },
    {
      name: 'a request that only asks',
      code: aFunction("await step.run('load', () => fetch('https://api.stripe.com/v1/charges'))"),
    },
    {
      name: 'a request that moves nothing',
      code: aFunction(
        "await step.run('save', () => fetch('https://api.stripe.com/v1/customers', { method: 'POST' }))",
      ),
    },
    {
      name: 'a name of the house, with a key',
      code: aFunction('await chargeOrder(id)', key),
      options: [{ calls: ['chargeOrder'] }],
    },
  ],
  [
    {
      code: aFunction(charge),
      errors: [
        {
          message:
            'function "greet" moves money by stripe.paymentIntents.create without a key; state `idempotency`, or an idempotency key for that call.',
        },
      ],
    },
    {
      name: 'an empty key of the function',
      code: aFunction(charge, "idempotency: ''"),
      errors: 1,
    },
    {
      name: 'a key that is not stated',
      code: aFunction(
        "await step.run('pay', () => stripe.charges.create({ amount }, { idempotencyKey: undefined }))",
      ),
      errors: 1,
    },
    {
      name: 'a key that is only written down there',
      code: aFunction(
        "await step.run('pay', () => stripe.charges.create({ amount, metadata: { idempotencyKey: orderId } }))",
      ),
      errors: 1,
    },
    {
      name: 'a new key on each try',
      code: aFunction(
        "await step.run('pay', () => stripe.charges.create({ amount }, { idempotencyKey: randomUUID() }))",
      ),
      errors: [
        {
          message:
            'function "greet" moves money by stripe.charges.create with a key that is another on each try, by randomUUID(); take it from the event, or make it in a step of its own.',
        },
      ],
    },
    {
      name: 'a new key on each replay',
      code: aFunction(
        "const key = `pay-${Date.now()}`; await step.run('pay', () => stripe.charges.create({ amount }, { idempotencyKey: key }))",
      ),
      errors: 1,
    },
    {
      name: 'a new key by a function of the file',
      code: `const newKey = () => 'pay-' + crypto.randomUUID()\n${aFunction("await step.run('pay', () => stripe.charges.create({ amount }, { idempotencyKey: newKey() }))")}`,
      errors: 1,
    },
    {
      name: 'a new key in an object',
      code: aFunction(
        "const keys = { pay: createHash('sha256').update(randomUUID()).digest('hex') }; await step.run('pay', () => stripe.charges.create({ amount }, { idempotencyKey: keys.pay }))",
      ),
      errors: 1,
    },
    {
      name: 'a client under another name',
      code: aFunction("const s = stripe; await step.run('pay', () => s.charges.create({ amount }))"),
      errors: 1,
    },
    {
      name: 'a part of a client',
      code: aFunction("const { charges } = stripe; await step.run('pay', () => charges.create({ amount }))"),
      errors: 1,
    },
    {
      name: 'a call taken out of a client',
      code: aFunction("const { create: pay } = stripe.charges; await step.run('pay', () => pay({ amount }))"),
      errors: 1,
    },
    {
      name: 'a client of the object',
      code: `import { inngest } from './client'
        class Shop { pay = inngest.createFunction({ id: 'pay', triggers: [a] }, async ({ step }) => {
          await step.run('pay', () => this.stripe.charges.create({ amount }))
        }) }`,
      errors: 1,
    },
    {
      name: 'a request of its own',
      code: aFunction(
        "await step.run('pay', () => fetch('https://api.stripe.com/v1/payment_intents', { method: 'POST', headers: { Authorization: token } }))",
      ),
      errors: [
        {
          message:
            'function "greet" moves money by fetch to https://api.stripe.com/v1/payment_intents without a key; state `idempotency`, or an idempotency key for that call.',
        },
      ],
    },
    {
      name: 'a request by a library',
      code: aFunction(
        "await step.run('pay', () => axios.post(`https://api.stripe.com/v1/invoices/${id}/pay`, {}))",
      ),
      errors: 1,
    },
    {
      name: 'another party',
      code: aFunction("await step.run('pay', () => mollie.payments.create({ amount }))"),
      errors: 1,
    },
    {
      name: 'a name of the house',
      code: aFunction('await chargeOrder(id)'),
      options: [{ calls: ['charge*'] }],
      errors: 1,
    },
    {
      name: 'a key of the function, where the other side has to know it',
      code: aFunction(charge, key),
      options: [{ accept: 'call' }],
      errors: 1,
    },
    {
      name: 'a key of the call, where the function has to have it',
      code: aFunction(keyed),
      options: [{ accept: 'function' }],
      errors: 1,
    },
    {
      name: 'in a function of the file',
      code: `const pay = (id) => stripe.charges.create({ id })\n${aFunction("await step.run('pay', () => pay(1))")}`,
      errors: 1,
    },
  ],
)

it('finds the money in another file', () => {
  const files = {
    'client.ts': aClient,
    'stripe.ts': `export async function chargeOrder(stripe, order) { return stripe.charges.create({ amount: order.total }) }`,
    'pay.ts': `
      import { inngest } from './client'
      import { chargeOrder } from './stripe'
      inngest.createFunction({ id: 'pay', triggers: [a] }, async ({ step, stripe }) => {
        await step.run('charge-card', () => chargeOrder(stripe, order))
      })`,
  }

  expect(findingsIn(files, 'payment-idempotency')).toEqual([
    'pay.ts:5 function "pay" moves money by stripe.charges.create without a key; state `idempotency`, or an idempotency key for that call.',
  ])
})

it('knows a client by what made it in another file', () => {
  const files = {
    'client.ts': aClient,
    'till.ts': `import Stripe from 'stripe'\nexport const till = new Stripe(key)`,
    'pay.ts': `
      import { inngest } from './client'
      import { till } from './till'
      inngest.createFunction({ id: 'pay', triggers: [a] }, async ({ step }) => {
        await step.run('charge-card', () => till.charges.create({ amount }))
      })`,
  }

  expect(findingsIn(files, 'payment-idempotency')).toHaveLength(1)
})

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

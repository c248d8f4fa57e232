import { expect, it } from 'vitest'
import { findWarnings } from './find-warnings.ts'

it('names what can never hear anything', () => {
  const config = {
    id: 'billing-order',
    triggers: [{ event: 'shop/*' }, { event: 'shop*' }, { cron: '* * * * *' }],
    cancel: [{ event: 'shop/*' }, { event: 'shop/stop' }],
    steps: { step: { runtime: { type: 'http' } } },
  }

  expect(findWarnings('billing', config)).toEqual([
    'billing/order: a trigger for `shop*` hears nothing: a `*` stands after a / or . at the end',
    'billing/order: a cancelOn for `shop/*` hears nothing: only a trigger may have a `*`',
  ])
})

import { expect, it } from 'vitest'
import { openPage } from '../../test/open-page.ts'
import { stubEngine } from '../../test/stub-engine.ts'

it('says what to do while nothing has come in', async () => {
  stubEngine({ '/v1/runs': [] })

  const page = await openPage('/console')

  expect(await page.text()).toContain('npm run send -- stripe checkout.session.completed')
})

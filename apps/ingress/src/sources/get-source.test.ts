import { expect, it } from 'vitest'
import { post } from '../../test/send.ts'
import { getSource, sources } from './get-source.ts'

it('each source is found by its name', () => {
  for (const source of sources) expect(getSource(source.name)).toBe(source)
})

it.each(['constructor', '__proto__', 'toString', 'Stripe'])('%s is no source', async (name) => {
  const response = await post(name, '{}', {})

  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({ code: 'not_found', field: 'source' })
})

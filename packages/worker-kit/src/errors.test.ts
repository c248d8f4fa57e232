import { expect, it } from 'vitest'
import { requireSetting } from './errors.ts'

it.each([{}, { KEY: '' }, { KEY: undefined }])('names a required setting that is missing: %o', (env) => {
  expect(() => requireSetting(env as { KEY?: string }, 'KEY')).toThrow('the setting KEY is missing')
})

it('answers a required setting that is there', () => {
  expect(requireSetting({ KEY: 'value' }, 'KEY')).toBe('value')
})

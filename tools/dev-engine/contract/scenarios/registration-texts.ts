import type { Scenario } from '../scenario.ts'
import { registration, type Row } from '../stage/registration.ts'

const event = 'shop/placed'
const batchEvents = { maxSize: 5, timeout: '5s' }
const trigger = (condition: string) => ({ triggers: [{ event, if: condition }] })
const cron = (expression: string) => ({ triggers: [{ cron: expression }] })

export const registrationTexts: Scenario[] = [
  registration(
    'the name of an event has at most 255 characters',
    [255, 256].map((length): Row => [`${length}`, { triggers: [{ event: 'a'.repeat(length) }] }]),
  ),
  registration('an empty text is no key, no condition and no period where one is asked for', [
    ['priority run', { priority: { run: '' } }],
    ['batchEvents key', { batchEvents: { ...batchEvents, key: '' } }],
    ['batchEvents if', { batchEvents: { ...batchEvents, if: '' } }],
    ['rateLimit key', { rateLimit: { limit: 1, period: '5s', key: '' } }],
    ['rateLimit period', { rateLimit: { limit: 1, period: '' } }],
    ['concurrency key', { concurrency: { limit: 1, key: '' } }],
    ['throttle key', { throttle: { limit: 1, period: '5s', key: '' } }],
    ['debounce key', { debounce: { period: '5s', key: '' } }],
    ['singleton key', { singleton: { mode: 'skip', key: '' } }],
    ['if of a trigger', trigger('')],
  ]),
  registration('a cron names its zone as the list of zones does, and its fields are read leniently', [
    ...['utc', 'america/new_york', 'EUROPE/BERLIN', '+02:00', 'Local', 'GMT', 'EST', 'US/Pacific'].map(
      (zone): Row => [zone, cron(`TZ=${zone} 0 0 * * *`)],
    ),
    ...['5/15', '0/10', '*/61', '1,2,', '?/5', '10-20/0'].map((field): Row => [
      field,
      cron(`${field} * * * *`),
    ]),
  ]),
  registration('a duration may have a fraction', [
    ['rateLimit', { rateLimit: { limit: 1, period: '1.5h' } }],
    ['throttle', { throttle: { limit: 1, period: '1.5h' } }],
    ['debounce', { debounce: { period: '1.5m' } }],
    ['timeouts', { timeouts: { finish: '1.5h' } }],
  ]),
  registration(
    'an expression has none of the functions of text beyond those of CEL itself',
    [
      'lowerAscii() == "a"',
      'upperAscii() == "A"',
      'trim() == "a"',
      'indexOf("a") == 0',
      'lastIndexOf("a") == 0',
      'substring(1) == "a"',
      'split(",").size() == 1',
      'matches("a")',
      'startsWith("a")',
    ].map((call): Row => [call, trigger(`event.data.s.${call}`)]),
  ),
]

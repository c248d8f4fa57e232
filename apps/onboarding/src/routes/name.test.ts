import { describe, expect, it } from 'vitest'
import { Name, PersonName } from './name.ts'

const reasonOf = (schema: typeof Name, name: string) => schema.safeParse(name).error?.issues[0]?.message

describe('a name', () => {
  it.each([
    'Ann',
    'J. R. R. Tolkien',
    'J.R.R. Tolkien, M.Sc., Ph.D.',
    'Dr. Müller-Lüdenscheidt',
    'O’Neil & Sons',
    '山田太郎',
    'علی‌رضا',
    'क्‍ष',
    'Team ❤️‍🔥 👨‍👩‍👧',
  ])('may be %s', (name) => {
    expect(PersonName.parse(name)).toBe(name)
  })

  it.each([
    ['a line break', 'A\nB'],
    ['a line separator', 'A\u2028B'],
    ['a zero-width space', 'A\u200BB'],
    ['nothing but a zero-width space', '\u200B'],
    ['a turned direction', 'A\u202Etxt.exe'],
    ['an isolate', 'A\u2066B'],
    ['a soft hyphen', 'A\u00ADB'],
    ['a filler that looks like nothing', '\u3164'],
    ['a joiner that joins nothing', ' \u200DA'],
    ['half a character', 'A\uD800'],
  ])('has no %s', (_, name) => {
    expect(reasonOf(Name, name)).toBe('a name has no line breaks and no invisible characters')
  })

  it.each([
    [' ', 'Too small'],
    ['a'.repeat(101), 'Too big'],
  ])('is of 1 to 100 characters, not %j', (name, reason) => {
    expect(reasonOf(Name, name)).toContain(reason)
  })
})

describe('the name of a person', () => {
  it.each([
    'Win at https://prize.test',
    'HTTP://PRIZE.TEST',
    'www.prize',
    'prize.test now',
    'Ann (prize.test)',
    'приз.рф',
    't.co/abc',
    'ann@prize.test',
  ])('does not lead anywhere, as %s does', (name) => {
    expect(reasonOf(PersonName, name)).toContain('no web address')
  })
})

it('lets a team be called after its domain', () => {
  expect(Name.parse('prize.test')).toBe('prize.test')
})

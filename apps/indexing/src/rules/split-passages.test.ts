import { describe, expect, it } from 'vitest'
import { joinPages } from './join-pages.ts'
import { outlineMarkdown } from './outline-markdown.ts'
import type { ExtractedText } from './passage.ts'
import { splitPassages } from './split-passages.ts'

const countTokens = (text: string) => text.split(/\s+/).filter(Boolean).length
const split = (extracted: ExtractedText, maxTokens = 20, overlapTokens = 0, maxCharacters = 500) => [
  ...splitPassages(extracted, { maxTokens, maxCharacters, overlapTokens, countTokens }),
]
const plain = (text: string): ExtractedText => ({ text, sections: [{ start: 0, page: null, heading: [] }] })
const texts = (extracted: ExtractedText, ...size: number[]) =>
  split(extracted, ...size).map(({ start, end }) => extracted.text.slice(start, end).trim())
const sentence = (words: number, n = 0) => `S${n}${' word'.repeat(words - 1)}.`

const MARKDOWN = `---
title: x
---

# Guide

Some words that stand before everything else and explain what this guide is about, at some length.

## Install

Run the installer. Then wait. It takes long, and sometimes longer; nobody knows why that is, and few have asked.

- first item
- second item

${sentence(50)} 𝒳 ${'long'.repeat(100)}

## Use

| a | b |
|---|---|
| 1 | 2 |
`

describe('the passages together', () => {
  it.each([
    ['Markdown', { text: MARKDOWN, sections: outlineMarkdown(MARKDOWN) }],
    ['text without any space', plain('x'.repeat(10_000))],
    ['a word, blanks and a word', plain(`a${' '.repeat(3_000)}b`)],
    ['a word, blank lines and a word', plain(`a${'\n'.repeat(3_000)}b`)],
    ['one word', plain('word')],
    ['surrogate pairs', plain('🦦'.repeat(500))],
    ['blank lines at both ends', plain(`\n\n ${sentence(5)} \n\n\n${sentence(30)}\n \n`)],
    ['wrapped lines', plain(Array.from({ length: 60 }, (_, i) => sentence(7, i)).join('\n'))],
  ])('are the text: %s', (_, extracted) => {
    const passages = split(extracted)

    expect(passages.map(({ start, end }) => extracted.text.slice(start, end)).join('')).toBe(extracted.text)
    for (const { start, end } of passages) {
      expect(countTokens(extracted.text.slice(start, end))).toBeLessThanOrEqual(20)
      expect(end - start).toBeGreaterThan(0)
      expect(end - start).toBeLessThanOrEqual(501)
    }
  })

  it('are the text without what the overlaps repeat', () => {
    const extracted = plain(Array.from({ length: 40 }, (_, i) => sentence(6, i)).join(' '))

    const passages = split(extracted, 20, 6)

    const tails = passages.map(({ end }, i) => extracted.text.slice(passages[i - 1]?.end ?? 0, end))
    expect(tails.join('')).toBe(extracted.text)
    expect(passages.slice(1).every(({ start }, i) => start < (passages[i]?.end ?? 0))).toBe(true)
  })
})

describe('a passage', () => {
  it('ends at a paragraph where it can', () => {
    const paragraphs = [sentence(12, 1), `${sentence(6, 2)} ${sentence(6, 3)}`]

    expect(texts(plain(paragraphs.join('\n\n')))).toEqual(paragraphs)
  })

  it('ends at a sentence otherwise', () => {
    const sentences = [sentence(9, 1), sentence(9, 2), sentence(9, 3)]

    expect(texts(plain(sentences.join(' ')))).toEqual([sentences.slice(0, 2).join(' '), sentences[2]])
  })

  it('repeats the end of the one before it, where a paragraph was cut', () => {
    const sentences = [sentence(9, 1), sentence(5, 2), sentence(9, 3)]

    expect(texts(plain(sentences.join(' ')), 20, 5)[1]).toBe(`${sentences[1]} ${sentences[2]}`)
  })

  it('never goes over a heading', () => {
    const text = `# One\n\n${sentence(3, 1)}\n\n# Two\n\n${sentence(3, 2)}`

    expect(split({ text, sections: outlineMarkdown(text) }).map(({ heading }) => heading)).toEqual([
      ['One'],
      ['Two'],
    ])
  })

  it('takes a heading with nothing of its own together with what stands below it', () => {
    const text = `# One\n\n## Below\n\n${sentence(3)}`

    expect(split({ text, sections: outlineMarkdown(text) })).toEqual([
      { start: 0, end: text.length, page: null, heading: ['One', 'Below'] },
    ])
  })

  it.each([
    ['short', ['One.', 'Two.', 'Three.']],
    ['of several passages', [sentence(15, 1), `${sentence(15, 2)} ${sentence(15, 3)}`]],
    ['with a sentence that goes on over them', ['It goes', 'on and on', 'and on.']],
    ['that say nothing', ['', 'Two.', '', '', 'Five.']],
  ])('stands on one page, and has its number: pages %s', (_, pages) => {
    const { text, sections } = joinPages(pages)

    const passages = split({ text, sections })

    const told = pages.map((_page, i) =>
      passages
        .filter(({ page }) => page === i + 1)
        .map(({ start, end }) => text.slice(start, end))
        .join('')
        .trim(),
    )
    expect(told).toEqual(pages)
  })
})

it('cuts no further than it is asked', () => {
  let counted = 0
  const text = `${'x'.repeat(1_000_000)} ${sentence(9)} `.repeat(5)
  const passages = splitPassages(plain(text), {
    maxTokens: 20,
    maxCharacters: 500,
    overlapTokens: 5,
    countTokens: (part) => {
      counted += part.length
      return part.length / 2
    },
  })

  for (let i = 0; i < 100; i++) passages.next()

  expect(counted).toBeLessThan(100_000)
})

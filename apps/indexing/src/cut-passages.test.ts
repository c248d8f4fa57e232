import { expect, it } from 'vitest'
import { cutPassages } from './cut-passages.ts'
import type { ExtractedText } from './rules/passage.ts'

const plain = (text: string): ExtractedText => ({ text, sections: [{ start: 0, page: null, heading: [] }] })

/** Two characters are a token; what it does not know is one, however long. */
function anEmbedder() {
  const seen = { characters: 0 }
  const countTokens = (text: string) => {
    seen.characters += text.length
    return text
      .split(/\s+/)
      .map((word) => (word.startsWith('漢') ? 1 : Math.ceil(word.length / 2)))
      .reduce((sum, tokens) => sum + tokens, 0)
  }
  return { seen, maxTokens: 128, countTokens }
}

it('refuses a text that has too many passages without a look at the rest of it', () => {
  const { seen, ...embedder } = anEmbedder()

  expect(() => cutPassages(plain('a'.repeat(4_900_000)), embedder)).toThrow('more than 5000 passages')
  expect(seen.characters).toBeLessThan(4_900_000)
})

it('cuts what the model does not know to a length that the index can keep', () => {
  const passages = cutPassages(plain('漢'.repeat(20_000)), anEmbedder())

  expect(Math.max(...passages.map(({ text }) => text.length))).toBeLessThanOrEqual(1_001)
})

it('has no passage of blanks', () => {
  expect(cutPassages(plain(`a${' '.repeat(20_000)}b`), anEmbedder()).map(({ text }) => text)).toEqual([
    'a',
    'b',
  ])
})

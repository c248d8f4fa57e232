import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { type Embedder, loadEmbedder } from '../embedder.ts'

const embedder: Embedder = await loadEmbedder(env)

async function likeness(one: string, other: string): Promise<number> {
  const [a, b] = await embedder.embed([one, other])
  return a?.reduce((sum, number, i) => sum + number * (b?.[i] ?? 0), 0) ?? 0
}

describe('the meaning of a text', () => {
  // What the model says with its original weights, by TensorFlow's graph.
  it.each([
    ['How do I reset my password?', 'I forgot my login credentials', 0.526],
    ['How do I reset my password?', 'The cat sat on the mat', 0.139],
    ['The cat sat on the mat', 'A kitten rested on the rug', 0.751],
    ['Quarterly revenue grew by ten percent', 'Sales increased in the last three months', 0.57],
  ])('is as near as the model says: %s ~ %s', async (one, other, expected) => {
    expect(Math.abs((await likeness(one, other)) - expected)).toBeLessThan(0.01)
  })

  it('does not hang on the texts beside it', async () => {
    const texts = Array.from({ length: 9 }, (_, i) => 'otters hold hands '.repeat(i * 5 + 1))

    const together = await embedder.embed(texts)

    const alone = await Promise.all(texts.map(async (text) => (await embedder.embed([text]))[0]))
    together.forEach((vector, i) => {
      expect(vector.reduce((sum, number, j) => sum + number * (alone[i]?.[j] ?? 0), 0)).toBeCloseTo(1, 5)
    })
  })

  it.each(['', ' ', '\u0000', '🦦', 'x'.repeat(10_000)])('is a vector for any text: %j', async (text) => {
    const [vector] = await embedder.embed([text])

    expect(vector).toHaveLength(embedder.dimensions)
    expect(vector?.every(Number.isFinite)).toBe(true)
  })
})

describe('a token', () => {
  it.each([
    ['the cat', 2],
    ['password', 1],
    ['unbelievably', 5],
    ['', 0],
  ])('is a piece of a word: %j has %i', (text, count) => {
    expect(embedder.countTokens(text)).toBe(count)
  })
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openIndex } from './open-index.ts'

type Relevance = Map<string, Map<string, number>>

/** nDCG@10 of what the first ten passages come from, on SciFact in BEIR's form, with every document that is judged and others up to that number. */
export async function measureScifact(folder: string, documents: number): Promise<void> {
  const lines = (file: string) => readFileSync(join(folder, file), 'utf8').trim().split('\n')
  const read = <T>(file: string) => lines(file).map((line) => JSON.parse(line) as T)
  const sets = { train: relevance(lines('qrels/train.tsv')), test: relevance(lines('qrels/test.tsv')) }

  const judged = new Set(
    Object.values(sets).flatMap((set) => [...set.values()].flatMap((of) => [...of.keys()])),
  )
  const corpus = read<{ _id: string; title: string; text: string }>('corpus.jsonl')
    .toSorted((a, b) => Number(judged.has(b._id)) - Number(judged.has(a._id)))
    .slice(0, documents)
  const index = openIndex()
  for (const { _id, title, text } of corpus) await index.add(_id, title, `# ${title}\n\n${text}`)

  const texts = new Map(
    read<{ _id: string; text: string }>('queries.jsonl').map(({ _id, text }) => [_id, text]),
  )
  for (const [name, set] of Object.entries(sets)) {
    let sum = 0
    for (const [query, relevant] of set) {
      const found = (await index.search(texts.get(query) ?? '')).map(({ documentId }) => documentId)
      sum += gain([...new Set(found)].map((id) => relevant.get(id) ?? 0)) / gain(ideal(relevant))
    }
    const questions = `${set.size} questions of the ${name} set`
    console.log(`SciFact, ${corpus.length} documents, ${questions}: nDCG@10 ${(sum / set.size).toFixed(3)}`)
  }
}

function relevance([, ...rows]: string[]): Relevance {
  const relevant: Relevance = new Map()
  for (const row of rows) {
    const [query = '', document = '', score] = row.split('\t')
    relevant.set(query, (relevant.get(query) ?? new Map<string, number>()).set(document, Number(score)))
  }
  return relevant
}

const ideal = (relevant: Map<string, number>) => [...relevant.values()].toSorted((a, b) => b - a).slice(0, 10)

const gain = (grades: number[]) => grades.reduce((sum, grade, i) => sum + grade / Math.log2(i + 2), 0)

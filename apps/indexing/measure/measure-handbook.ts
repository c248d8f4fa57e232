import { CROWD, NONSENSE, PASSAGES, QUESTIONS } from '../test/handbook.ts'
import { lexicalQuery } from '../src/rules/lexical-query.ts'
import { type Index, openIndex } from './open-index.ts'

/** How many questions that share no word with their answer find it among the first ten, alone and in a crowd of their own words. */
export async function measureHandbook(): Promise<void> {
  const alone = await aHandbook()
  let nothing = 0
  for (const query of NONSENSE) nothing += (await alone.search(query)).length === 0 ? 1 : 0
  console.log(`handbook: of ${NONSENSE.length} questions without an answer ${nothing} find nothing`)

  const found = { alone: 0, 'in a crowd of each word': 0, 'in a crowd of all words': 0 }
  for (const [question, answer] of QUESTIONS) {
    const words = lexicalQuery(question)?.replaceAll('"', '').split(' OR ') ?? []
    const finds = async (index: Index) =>
      (await index.search(question)).some(({ documentId }) => documentId === answer) ? 1 : 0
    found.alone += await finds(alone)
    found['in a crowd of each word'] += await finds(await aHandbook(words))
    found['in a crowd of all words'] += await finds(await aHandbook([words.join(' ')]))
  }
  for (const [where, count] of Object.entries(found)) {
    console.log(`handbook: of ${QUESTIONS.length} questions ${count} find their answer ${where}`)
  }
}

async function aHandbook(crowded: string[] = []): Promise<Index> {
  const index = openIndex()
  for (const [name, text] of Object.entries(PASSAGES)) await index.add(name, '', text)
  for (const [i, word] of crowded.entries()) {
    for (const [j, sentence] of CROWD.entries()) await index.add(`crowd-${i}-${j}`, '', sentence(word))
  }
  return index
}

import { measureHandbook } from './measure-handbook.ts'
import { measureScifact } from './measure-scifact.ts'

const [scifact, documents = '983'] = process.argv.slice(2)

await measureHandbook()
if (scifact === undefined) {
  console.log('SciFact: name the folder of its corpus.jsonl, queries.jsonl and qrels/ to measure it too')
} else {
  await measureScifact(scifact, Number(documents))
}

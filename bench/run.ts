import { failWith, Sentence } from '../tools/cli/src/sentence.ts'
import { lint } from './durable-lint.ts'
import { engine } from './engine.ts'
import { ingress } from './ingress/ingress.ts'
import { size } from './size.ts'

const benches: Record<string, () => Promise<void>> = { size, engine, ingress, lint }

try {
  const names = process.argv.slice(2)
  for (const name of names.length > 0 ? names : Object.keys(benches)) {
    const bench = benches[name]
    if (!bench) throw new Sentence(`there is no bench ${name}; there are ${Object.keys(benches).join(', ')}`)
    await bench()
  }
} catch (error) {
  failWith(error)
}

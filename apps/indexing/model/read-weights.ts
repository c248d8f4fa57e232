import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

export type Tensor = { shape: number[]; data: Float32Array }

type Manifest = {
  weightsManifest: { paths: string[]; weights: { name: string; shape: number[]; dtype: string }[] }[]
}

/** The tensors of a TensorFlow.js graph model by name, as `dir` holds them in shards. */
export async function readWeights(dir: string): Promise<Map<string, Tensor>> {
  const { weightsManifest } = JSON.parse(await readFile(join(dir, 'model.json'), 'utf8')) as Manifest
  const tensors = new Map<string, Tensor>()
  for (const { paths, weights } of weightsManifest) {
    const shards = await Promise.all(paths.map((path) => readFile(join(dir, path))))
    const bytes = new Uint8Array(Buffer.concat(shards)).buffer
    let offset = 0
    for (const { name, shape, dtype } of weights) {
      const length = shape.reduce((product, size) => product * size, 1)
      if (dtype === 'float32') tensors.set(name, { shape, data: new Float32Array(bytes, offset, length) })
      offset += length * 4
    }
  }
  return tensors
}

import type { Pack, Place } from './pack.ts'

const F32_BYTES = 4
const PAGE_BYTES = 65_536
/** The kernel takes as many rows, and as many columns, at a time. */
const KERNEL_ROWS = 4
const KERNEL_COLUMNS = 8
const EPSILON = 1e-6

type Kernel = Record<'multiply' | 'compare' | 'mix', (...args: number[]) => void>

/** Where numbers lie in the kernel's memory, in bytes. */
export type Address = number

/** What is wanted of the memory beside the pack: how many numbers each region holds. */
export type Regions<Name extends string> = Record<Name, number>

/** The kernel and its memory: the pack's body, then regions to work in. `model/kernel.wat` says what the kernel does. */
export class KernelMemory<Name extends string> {
  readonly at: Record<Name, Address>
  readonly kernel: Kernel
  readonly numbers: Float32Array
  readonly bytes: Int8Array
  readonly #places: Record<string, Place>
  readonly #panel: Address

  constructor(module: WebAssembly.Module, { body, places }: Pack, regions: Regions<Name>) {
    let end = aligned(body.length)
    const reserve = (count: number): Address => {
      const at = end
      end = aligned(end + count * F32_BYTES)
      return at
    }
    const names = Object.keys(regions) as Name[]
    this.at = Object.fromEntries(names.map((name) => [name, reserve(regions[name])])) as Record<Name, Address>
    const deepest = Math.max(
      ...Object.values(places).map(({ shape }) => (shape.length === 2 ? (shape[0] ?? 0) : 0)),
    )
    this.#panel = reserve(deepest * KERNEL_COLUMNS)
    this.#places = places

    const memory = new WebAssembly.Memory({ initial: Math.ceil(end / PAGE_BYTES) })
    this.kernel = new WebAssembly.Instance(module, { env: { memory } }).exports as Kernel
    this.numbers = new Float32Array(memory.buffer)
    this.bytes = new Int8Array(memory.buffer)
    this.bytes.set(body)
  }

  place(name: string): Place {
    const place = this.#places[name]
    if (!place) throw new Error(`the pack has no ${name}`)
    return place
  }

  /** A tensor of one dimension. */
  tensor(name: string): Float32Array {
    const { at, shape } = this.place(name)
    return this.view(at, shape[0] ?? 0)
  }

  view(at: Address, count: number): Float32Array {
    return this.numbers.subarray(at / F32_BYTES, at / F32_BYTES + count)
  }

  /** `to = max(floor, from * matrix + bias)`, row by row. It may write up to three rows more than asked for. */
  multiply(matrix: string, from: Address, to: Address, rows: number, floor = Number.NEGATIVE_INFINITY): void {
    const { at, shape } = this.place(matrix)
    const [depth = 0, columns = 0] = shape
    const scales = this.place(`${matrix}.scales`).at
    const bias = this.place(`${matrix}.bias`).at
    const whole = roundUp(rows, KERNEL_ROWS)
    this.kernel.multiply(from, at, scales, bias, to, whole, columns, depth, floor, this.#panel)
  }

  /** Layer norm of each row. */
  normalise(norm: string, from: Address, to: Address, rows: number): void {
    const scale = this.tensor(`${norm}.scale`)
    const bias = this.tensor(`${norm}.bias`)
    const width = scale.length
    for (let row = 0; row < rows; row++) {
      const offset = row * width * F32_BYTES
      normaliseRow(this.view(from + offset, width), this.view(to + offset, width), scale, bias)
    }
  }

  add(from: Address, to: Address, count: number): void {
    const [source, target] = [this.view(from, count), this.view(to, count)]
    for (let i = 0; i < count; i++) target[i] = (target[i] ?? 0) + (source[i] ?? 0)
  }
}

/** How many rows a region needs so that the kernel may write so many. */
export const roundUp = (count: number, step = KERNEL_ROWS) => Math.ceil(count / step) * step

const aligned = (bytes: number) => Math.ceil(bytes / 64) * 64

function normaliseRow(from: Float32Array, to: Float32Array, scale: Float32Array, bias: Float32Array): void {
  const width = from.length
  let sum = 0
  for (let i = 0; i < width; i++) sum += from[i] ?? 0
  const mean = sum / width
  let squares = 0
  for (let i = 0; i < width; i++) squares += ((from[i] ?? 0) - mean) ** 2
  const spread = 1 / Math.sqrt(squares / width + EPSILON)
  for (let i = 0; i < width; i++) to[i] = ((from[i] ?? 0) - mean) * spread * (scale[i] ?? 0) + (bias[i] ?? 0)
}

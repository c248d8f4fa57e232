import { type FormTree, parseForm } from './parse-form.ts'
import { InvalidParam } from './stripe-error.ts'

/** The parameters of one request. Each reader refuses in Stripe's words what Stripe would refuse. */
export class Params {
  readonly #tree: FormTree

  constructor(encoded: string) {
    this.#tree = parseForm(encoded)
  }

  /** An empty value unsets, as in Stripe's API. */
  text(name: string): string | undefined {
    const value = this.#tree[name] ?? ''
    return toText(name, value) || undefined
  }

  requiredText(name: string): string {
    return this.text(name) ?? missing(name)
  }

  integer(name: string): number | undefined {
    const value = this.text(name)
    return value === undefined ? undefined : toInteger(name, value)
  }

  requiredInteger(name: string): number {
    return this.integer(name) ?? missing(name)
  }

  flag(name: string): boolean {
    const value = this.text(name) ?? 'false'
    if (value !== 'true' && value !== 'false') throw new InvalidParam(name, `Invalid boolean: ${value}`)
    return value === 'true'
  }

  record(name: string): Record<string, string> {
    const value = this.#tree[name] ?? {}
    if (typeof value === 'string') throw new InvalidParam(name, 'Invalid hash')
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [key, toText(`${name}[${key}]`, entry)]),
    )
  }

  texts(name: string): string[] {
    if (typeof this.#tree[name] === 'string') throw new InvalidParam(name, 'Invalid array')
    return Object.values(this.record(name))
  }

  integers(name: string): Record<string, number> {
    const entries = Object.entries(this.record(name))
    return Object.fromEntries(entries.map(([key, value]) => [key, toInteger(`${name}[${key}]`, value)]))
  }

  /** A parameter we would silently ignore here may matter at Stripe, so it is refused. */
  refuseUnknown(known: string[]): void {
    for (const name of Object.keys(this.#tree)) {
      if (known.includes(name)) continue
      const message = `Received unknown parameter: ${name} (this is a double: it knows ${known.join(', ')})`
      throw new InvalidParam(name, message, 'parameter_unknown')
    }
  }
}

function toText(name: string, value: FormTree | string): string {
  if (typeof value === 'string') return value
  throw new InvalidParam(name, `Invalid string: ${JSON.stringify(value)}`)
}

function toInteger(name: string, value: string): number {
  if (/^-?\d{1,15}$/.test(value)) return Number(value)
  throw new InvalidParam(name, `Invalid integer: ${value}`, 'parameter_invalid_integer')
}

function missing(name: string): never {
  throw new InvalidParam(name, `Missing required param: ${name}.`, 'parameter_missing')
}

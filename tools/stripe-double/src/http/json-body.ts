import { InvalidParam } from './stripe-error.ts'

/** The JSON body of a request to the double's own routes. Each reader refuses what it cannot use, by name. */
export class JsonBody {
  readonly #members: Record<string, unknown>
  readonly #path: string

  constructor(value: unknown, path = '') {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    if (!isObject) throw new InvalidParam(path || 'body', 'a JSON object is needed')
    this.#members = value as Record<string, unknown>
    this.#path = path
  }

  static async from(request: { json: () => Promise<unknown> }): Promise<JsonBody> {
    return new JsonBody(await request.json().catch(() => undefined))
  }

  requiredText(name: string): string {
    const value = this.#members[name]
    return typeof value === 'string' && value !== '' ? value : this.#refuse(name, 'a text')
  }

  /** Those of the named texts that are there. */
  texts<Name extends string>(...names: Name[]): { [K in Name]?: string } {
    const present = names.filter((name) => this.#members[name] !== undefined)
    return Object.fromEntries(present.map((name) => [name, this.requiredText(name)])) as {
      [K in Name]?: string
    }
  }

  requiredNumber(name: string): number {
    const value = this.#members[name]
    return typeof value === 'number' ? value : this.#refuse(name, 'a number')
  }

  flag(name: string): boolean {
    const value = this.#members[name] ?? false
    return typeof value === 'boolean' ? value : this.#refuse(name, 'true or false')
  }

  list(name: string): JsonBody[] {
    const value = this.#members[name]
    if (!Array.isArray(value)) return this.#refuse(name, 'a list')
    return value.map((item: unknown, index) => new JsonBody(item, `${this.#nameOf(name)}[${index}]`))
  }

  #refuse(name: string, needed: string): never {
    throw new InvalidParam(this.#nameOf(name), `${this.#nameOf(name)} has to be ${needed}`)
  }

  #nameOf(name: string): string {
    return this.#path === '' ? name : `${this.#path}[${name}]`
  }
}

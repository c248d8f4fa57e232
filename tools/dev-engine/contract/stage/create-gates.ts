export interface Gates {
  /** Resolves once the gate of this name is open. */
  through(name: string): Promise<void>
  open(name: string): void
  /** Lets everybody go, so that no step outlives its scenario. */
  openAll(): void
}

export function createGates(): Gates {
  const gates = new Map<string, PromiseWithResolvers<void>>()
  const gate = (name: string) => {
    const found = gates.get(name) ?? Promise.withResolvers<void>()
    gates.set(name, found)
    return found
  }
  return {
    through: (name) => gate(name).promise,
    open: (name) => gate(name).resolve(),
    openAll: () => gates.forEach(({ resolve }) => resolve()),
  }
}

/** Every function of an app by its id, each with the ids of its steps; a part that is computed is written as `${}`. */
export type FunctionSteps = Record<string, string[]>

/** What a deploy does to runs in flight. Only those that `harms` need a person's consent. */
export type RunChange = { functionId: string; harms: boolean; text: string }

/**
 * A run remembers each finished step under its id, and belongs to its function by that id. What is deployed is compared with
 * what would be: https://www.inngest.com/docs/learn/versioning
 */
export function compareFunctions(deployed: FunctionSteps, next: FunctionSteps): RunChange[] {
  const gone = Object.keys(deployed).filter((id) => !(id in next))
  const born = Object.keys(next).filter((id) => !(id in deployed))
  const renaming =
    born.length > 0
      ? `; if it was renamed to ${born.join(' or ')}, keep the old one until its runs have ended`
      : ''
  return [
    ...gone.map((functionId) => ({
      functionId,
      harms: true,
      text: `is gone: its runs in flight are orphaned, for nobody serves their next step${renaming}`,
    })),
    ...born.map((functionId) => ({ functionId, harms: false, text: 'is new' })),
    ...Object.entries(next).flatMap(([functionId, steps]) =>
      compareSteps(functionId, deployed[functionId] ?? steps, steps),
    ),
  ]
}

function compareSteps(functionId: string, deployed: string[], next: string[]): RunChange[] {
  const gone = deployed.filter((id) => !next.includes(id))
  const born = next.filter((id) => !deployed.includes(id))
  if (gone.length > 0 && born.length > 0) {
    const text = `has ${list(born)} in place of ${list(gone)}: a run in flight that finished the old step does the new one as well, so if that is a rename, its effect is repeated`
    return [{ functionId, harms: true, text }]
  }
  if (gone.length > 0) {
    return [
      { functionId, harms: false, text: `no longer has ${list(gone)}; runs in flight forget its result` },
    ]
  }
  if (born.length === 0) return []
  const text = `has ${list(born)} added; runs in flight do it too, when they next wake`
  return [{ functionId, harms: false, text }]
}

const list = (steps: string[]) => steps.map((step) => `"${step}"`).join(', ')

import type { Node } from 'oxc-parser'
import type { Package } from './package-of.ts'
import type { Project } from './project.ts'
import type { OpenDoor } from './registered-functions.ts'

/** Whether a door could serve functions of a file: it stands in the same package, or in one that depends on it, or serves one of its functions. */
export function isReachable(project: Project, path: string, { file, functions }: OpenDoor): boolean {
  const own = project.packageOf(path)
  const served = project.packageOf(file.source.path)
  if (own === served || (own && served?.dependencies.has(own.name))) return true
  return createdIn(project, own).some((call) => functions.has(call))
}

/** The calls that create the functions of a package. */
function createdIn(project: Project, own: Package | null): Node[] {
  const byPackage = project.once(createdIn, () => {
    const calls = new Map<Package | null, Node[]>()
    for (const { source, functions } of project.durableFiles()) {
      const owner = project.packageOf(source.path)
      calls.set(owner, [...(calls.get(owner) ?? []), ...functions.map(({ call }) => call)])
    }
    return calls
  })
  return byPackage.get(own) ?? []
}

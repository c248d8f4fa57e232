import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { type DurableFile, durableFileOf, mayBeDurable } from '../durable/durable-file.ts'
import { parseFile, Unparsable } from '../source/parse-file.ts'
import type { SourceFile } from '../source/source-file.ts'
import { createResolver, type Resolve } from './create-resolver.ts'
import { findRoot } from './find-root.ts'
import { listFiles } from './list-files.ts'
import { type Package, packageOf, readPackage } from './package-of.ts'

/** The files of a workspace, read and parsed when somebody asks. Forgets nothing: open a new one when files have changed. */
export class Project {
  readonly root: string
  readonly sources: readonly string[]
  readonly packages: readonly Package[]
  readonly resolve: Resolve
  readonly #files = new Map<string, SourceFile | null>()
  readonly #put = new Set<string>()
  readonly #texts = new Map<string, string>()
  readonly #packagesByDir = new Map<string, Package | null>()
  readonly #facts = new Map<unknown, unknown>()
  readonly unparsable: Unparsable[] = []

  constructor(root: string) {
    const { sources, packageFiles } = listFiles(root)
    this.root = root
    this.sources = sources
    this.packages = packageFiles.map(readPackage)
    this.resolve = createResolver(this.packages)
  }

  /** Null for what cannot be parsed; `unparsable` tells why. */
  file(path: string): SourceFile | null {
    const known = this.#files.get(path)
    if (known !== undefined) return known
    let file: SourceFile | null = null
    try {
      file = parseFile(path, this.textOf(path))
    } catch (error) {
      if (!(error instanceof Unparsable)) throw error
      this.unparsable.push(error)
    }
    this.#files.set(path, file)
    return file
  }

  textOf(path: string): string {
    const text = this.#texts.get(path) ?? readFileSync(path, 'utf8')
    this.#texts.set(path, text)
    return text
  }

  /** The file with the text that an editor or a linter holds, where that is not what stands on disk. Then what was known is forgotten. */
  fileWithText(path: string, text: string, make: () => SourceFile): SourceFile {
    if (this.#texts.get(path) !== text && (!existsSync(path) || this.textOf(path) !== text)) {
      this.#texts.set(path, text)
      this.#files.delete(path)
      this.#put.add(path)
      this.#facts.clear()
    }
    // Nodes are known by identity, so a file that was read once is not read in another way.
    const file = this.file(path) ?? make()
    this.#files.set(path, file)
    return file
  }

  packageOf(path: string): Package | null {
    const dir = dirname(path)
    const known = this.#packagesByDir.get(dir)
    if (known !== undefined) return known
    const found = packageOf(this.packages, path)
    this.#packagesByDir.set(dir, found)
    return found
  }

  /** The files that have to do with durable functions, by path. */
  durableFiles(): DurableFile[] {
    return this.once(Project, () => {
      // What was put may lie where we do not look.
      return [...new Set([...this.sources, ...this.#put])].flatMap((path) => {
        const file = mayBeDurable(this.textOf(path)) ? this.file(path) : null
        return file ? [durableFileOf(file)] : []
      })
    })
  }

  /** A fact about the whole project, worked out once. */
  once<Fact>(key: unknown, work: () => Fact): Fact {
    if (!this.#facts.has(key)) this.#facts.set(key, work())
    return this.#facts.get(key) as Fact
  }
}

const FRESH_MS = 5000
const open = new Map<string, { project: Project; openedAt: number }>()

/** The project around a folder, kept for a moment: a linter asks once for each file. */
export function projectAround(dir: string, now: number): Project {
  const root = findRoot(statSync(dir, { throwIfNoEntry: false })?.isDirectory() ? dir : process.cwd())
  const known = open.get(root)
  if (known && now - known.openedAt < FRESH_MS) {
    known.openedAt = now
    return known.project
  }
  const project = new Project(root)
  open.set(root, { project, openedAt: now })
  return project
}

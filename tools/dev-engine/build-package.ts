import { execFileSync } from 'node:child_process'
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

// In the workspace it runs as it is written; under node_modules Node strips no types, so a package of its own is built.
const room = import.meta.dirname
const dist = join(room, process.argv[2] ?? 'dist')

const written = JSON.parse(readFileSync(join(room, 'package.json'), 'utf8')) as {
  exports: Record<string, string>
  dependencies: Record<string, string>
  peerDependencies: Record<string, string>
  peerDependenciesMeta: Record<string, object>
}
const built = (path: string, ending: string) => path.replace('/src/', '/').replace(/\.ts$/, ending)

const manifest = {
  name: 'dev-engine',
  version: '0.1.0',
  description: 'Runs Inngest functions on a laptop and in tests, two weeks of them in a second.',
  license: 'Apache-2.0',
  type: 'module',
  bin: { 'dev-engine': './cli.js' },
  exports: Object.fromEntries(
    Object.entries(written.exports).map(([name, path]) => [
      name,
      { types: built(path, '.d.ts'), default: built(path, '.js') },
    ]),
  ),
  dependencies: written.dependencies,
  peerDependencies: written.peerDependencies,
  peerDependenciesMeta: written.peerDependenciesMeta,
  // The first with node:sqlite and no flag.
  engines: { node: '>=22.13' },
}

rmSync(dist, { recursive: true, force: true })
execFileSync('tsc', ['-p', join(room, 'tsconfig.build.json'), '--outDir', dist], { stdio: 'inherit' })
writeFileSync(join(dist, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
copyFileSync(join(room, 'README.md'), join(dist, 'README.md'))

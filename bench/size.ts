import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { execa } from 'execa'
import { configs, root, wrangler, wranglerEnv } from '../tools/cli/src/workspace.ts'
import { activeMs, type CpuProfile } from './active-ms.ts'

type Size = { gzipKiB: number; startMs: number }

const BASELINE = 'bench/baseline/wrangler.toml'

/** Each worker's bundle, minified and gzipped, and the CPU time of its start, beside the smallest Hono worker in the same run. */
export async function size(): Promise<void> {
  const baseline = await measureSize(BASELINE)
  print('baseline: Hono, one route', baseline, baseline)
  for (const config of configs) {
    const name = config === 'wrangler.toml' ? 'apps/gateway' : dirname(config)
    print(name, await measureSize(config), baseline)
  }
}

/** A worker's bundle, minified and gzipped, and the CPU time of its start. */
export async function measureSize(config: string): Promise<Size> {
  const dir = await mkdtemp(join(tmpdir(), 'millrace-size-'))
  // From the worker's own folder: `check startup` takes the config that it finds there, whatever it is told.
  const cwd = join(root, dirname(config))
  const run = (...args: string[]) => execa(process.execPath, [wrangler, ...args], { cwd, env: wranglerEnv })

  await run('deploy', '--dry-run', '--minify', '--outdir', dir)
  const bundles = (await readdir(dir)).filter((file) => file.endsWith('.js'))
  const sizes = await Promise.all(
    bundles.map(async (file) => gzipSync(await readFile(join(dir, file))).length),
  )
  const profile = join(dir, 'start.cpuprofile')
  await run('check', 'startup', '--outfile', profile)
  return {
    gzipKiB: sizes.reduce((sum, bytes) => sum + bytes, 0) / 1024,
    startMs: activeMs(JSON.parse(await readFile(profile, 'utf8')) as CpuProfile),
  }
}

function print(name: string, { gzipKiB, startMs }: Size, baseline: Size): void {
  // A start of the smallest worker is sometimes under the profiler's resolution, and then there is nothing to compare with.
  const ratio = (value: number, base: number) =>
    (base === 0 ? '–' : `${(value / base).toFixed(1)} ×`).padStart(8)
  console.log(
    name.padEnd(28),
    `${gzipKiB.toFixed(0).padStart(4)} KiB gzip ${ratio(gzipKiB, baseline.gzipKiB)}`,
    `${startMs.toFixed(0).padStart(6)} ms start ${ratio(startMs, baseline.startMs)}`,
  )
}

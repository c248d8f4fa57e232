import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { execa } from 'execa'
import { configs, root, wrangler, wranglerEnv } from '../tools/cli/src/workspace.ts'

/** Each worker's bundle, minified and gzipped, beside the smallest Hono worker built in the same run. */
export async function size(): Promise<void> {
  const baseline = await gzippedKiB('bench/baseline/wrangler.toml')
  console.log(`${'baseline: Hono, one route'.padEnd(28)}${baseline.toFixed(0)} KiB gzip`)
  for (const config of configs) {
    const kib = await gzippedKiB(config)
    const name = config === 'wrangler.toml' ? 'apps/gateway' : config.replace('/wrangler.toml', '')
    console.log(`${name.padEnd(28)}${kib.toFixed(0)} KiB gzip, ${(kib / baseline).toFixed(1)} × baseline`)
  }
}

async function gzippedKiB(config: string): Promise<number> {
  const outdir = await mkdtemp(join(tmpdir(), 'millrace-size-'))
  const args = ['deploy', '--dry-run', '--minify', '--config', config, '--outdir', outdir]
  await execa(process.execPath, [wrangler, ...args], { cwd: root, env: wranglerEnv })
  const bundles = (await readdir(outdir)).filter((file) => file.endsWith('.js'))
  const sizes = await Promise.all(
    bundles.map(async (file) => gzipSync(await readFile(join(outdir, file))).length),
  )
  return sizes.reduce((sum, bytes) => sum + bytes, 0) / 1024
}

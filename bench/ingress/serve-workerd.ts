import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { root, wrangler, wranglerEnv } from '../../tools/cli/src/workspace.ts'
import { answers } from './answers.ts'

/** A server of the bench: `pid` is the process whose CPU counts. */
export type Server = { url: string; pid: number; dir: string; stop(): Promise<void> }

// The program itself, not the script that starts it: whose CPU counts.
const { default: workerd } = createRequire(import.meta.url)('workerd') as { default: string }

/**
 * Runs a worker's own bundle on bare workerd, with 64 real SQLite Durable Objects on disk. D1 and R2 are not part of workerd: their
 * calls go to `backUrl`, which answers them, so that only our side of them costs.
 */
export async function serveWorkerd(
  config: string,
  { port, backPort, vars }: { port: number; backPort: number; vars: Record<string, string> },
  dir?: string,
): Promise<Server> {
  const home = dir ?? (await mkdtemp(join(tmpdir(), 'millrace-bench-')))
  if (!dir) await bundle(config, home)
  await mkdir(join(home, 'disk'), { recursive: true })
  await writeFile(join(home, 'config.capnp'), capnp(home, await bundledFile(home), port, backPort, vars))

  const child = spawn(workerd, ['serve', '--experimental', join(home, 'config.capnp')], {
    stdio: ['ignore', 'ignore', process.env['BENCH_DEBUG'] ? 'inherit' : 'ignore'],
  })
  const url = `http://127.0.0.1:${port}`
  await answers(`${url}/healthz`)
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill()
    await once(child, 'exit')
  }
  return { url, pid: child.pid ?? 0, dir: home, stop }
}

async function bundle(config: string, dir: string): Promise<void> {
  const flags = ['deploy', '--dry-run', '--minify', '--outdir', dir, '--config', config]
  await execa(process.execPath, [wrangler, ...flags], { cwd: root, env: wranglerEnv })
}

async function bundledFile(dir: string): Promise<string> {
  const file = (await readdir(dir)).find((name) => name.endsWith('.js'))
  if (!file) throw new Error(`wrangler left no bundle in ${dir}`)
  return file
}

function capnp(
  home: string,
  file: string,
  port: number,
  backPort: number,
  vars: Record<string, string>,
): string {
  const texts = Object.entries(vars).map(
    ([name, value]) => `(name = "${name}", text = ${JSON.stringify(value)})`,
  )
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    (name = "disk", disk = (path = "${join(home, 'disk')}", writable = true)),
    (name = "back", external = (address = "127.0.0.1:${backPort}", http = ())),
    (name = "internet", network = (allow = ["public", "private", "local"], tlsOptions = (trustBrowserCas = true))),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [(name = "${file}", esModule = embed "${file}")],
  compatibilityDate = "2026-11-01",
  bindings = [
    (name = "INBOX", durableObjectNamespace = "Inbox"),
    (name = "BODIES", r2Bucket = "back"),
    (name = "DB", wrapped = (moduleName = "cloudflare-internal:d1-api", innerBindings = [(name = "fetcher", service = "back")])),
    ${texts.join(',\n    ')}
  ],
  durableObjectNamespaces = [(className = "Inbox", uniqueKey = "bench", enableSql = true)],
  durableObjectStorage = (localDisk = "disk"),
);`
}

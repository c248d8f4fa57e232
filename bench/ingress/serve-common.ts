import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answers } from './answers.ts'
import type { Server } from './serve-workerd.ts'

/** Runs the common stack in a Node of its own. */
export async function serveCommon(
  port: number,
  env: { SECRET: string; ENGINE_URL: string; ANNOUNCES: 'true' | 'false' },
): Promise<Server> {
  const dir = await mkdtemp(join(tmpdir(), 'millrace-bench-'))
  const node = spawn(process.execPath, [join(import.meta.dirname, 'common-stack.ts')], {
    env: { ...process.env, ...env, NODE_ENV: 'production', PORT: String(port), DIR: dir },
    stdio: ['ignore', 'ignore', process.env['BENCH_DEBUG'] ? 'inherit' : 'ignore'],
  })
  const url = `http://127.0.0.1:${port}`
  await answers(url)
  const stop = async () => {
    node.kill()
    await once(node, 'exit')
  }
  return { url, pid: node.pid ?? 0, dir, stop }
}

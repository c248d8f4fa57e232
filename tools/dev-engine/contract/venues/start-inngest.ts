import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { setTimeout } from 'node:timers/promises'

const POLL_MS = 50
const PATIENCE_MS = 30_000

export interface InngestProcess {
  url: string
  stop(): Promise<void>
}

/** Starts the real server as its own process, in memory, on `port` and the three ports after it. */
export async function startInngest(
  binary: string,
  port: number,
  hasRealBackoff = false,
): Promise<InngestProcess> {
  const child = spawn(binary, argumentsFor(port, hasRealBackoff), {
    cwd: tmpdir(),
    env: { ...process.env, DO_NOT_TRACK: '1' },
    stdio: 'ignore',
  })
  const url = `http://127.0.0.1:${port}`
  const exited = once(child, 'exit')
  const stop = async () => {
    child.kill('SIGKILL')
    await exited
  }

  const deadline = Date.now() + PATIENCE_MS
  while (!(await isHealthy(url))) {
    if (child.exitCode !== null) throw new Error(`the Inngest server has ended, is port ${port} free?`)
    if (Date.now() > deadline) {
      await stop()
      throw new Error(`the Inngest server did not answer on port ${port}`)
    }
    await setTimeout(POLL_MS)
  }
  return { url, stop }
}

async function isHealthy(url: string): Promise<boolean> {
  const response = await fetch(`${url}/health`).catch(() => undefined)
  return response?.ok ?? false
}

function argumentsFor(port: number, hasRealBackoff: boolean): string[] {
  const options = {
    host: '127.0.0.1',
    tick: 50,
    port,
    'connect-gateway-port': port + 1,
    'connect-gateway-grpc-port': port + 2,
    'connect-executor-grpc-port': port + 3,
    ...(!hasRealBackoff && { 'retry-interval': 1 }),
  }
  const written = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)])
  return ['dev', '--no-discovery', '--no-poll', ...written]
}

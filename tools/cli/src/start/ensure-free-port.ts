import { once } from 'node:events'
import { createServer } from 'node:net'
import { Sentence } from '../sentence.ts'

/** Asked before anything starts, because wrangler would quietly take another port. */
export async function ensureFreePort(flag: string, port: number): Promise<void> {
  const server = createServer()
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  } catch {
    throw new Sentence(
      `port ${port} is in use: stop what uses it, or choose another with npm start -- --${flag} ${port + 10_000}`,
    )
  }
  server.close()
  await once(server, 'close')
}

import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, it } from 'vitest'
import { ensureFreePort } from './ensure-free-port.ts'

it('refuses a port in use with a sentence that says what to do', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  await expect(ensureFreePort('port', port)).rejects.toThrow(`port ${port} is in use: stop what uses it`)

  server.close()
  await once(server, 'close')
  await expect(ensureFreePort('port', port)).resolves.toBeUndefined()
})

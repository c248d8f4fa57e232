import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { app } from './app.ts'
import { type Call, type Fault, withFaults } from './http/with-faults.ts'
import type { Account } from './state/account.ts'
import { type AccountCopy, copyAccount } from './state/copy-account.ts'
import { describeAccount } from './state/describe-account.ts'

export type CloudflareDoubleOptions = {
  now?: () => Date
  newId?: () => string
  /** What the account holds at first, as `copy` answered it. */
  holds?: AccountCopy
}

export type CloudflareDouble = {
  listen: (address?: { port?: number }) => Promise<string>
  close: () => Promise<void>
  account: Account
  /** Every call so far, in order. */
  calls: Call[]
  /** Lets the n-th call from now go wrong, once; 1 is the next. */
  failAt: (call: number, fault: Fault) => void
  /** Lets the next call with this method and path go wrong, once. */
  failOn: (method: string, path: RegExp, fault: Fault) => void
  describe: () => ReturnType<typeof describeAccount>
  copy: () => AccountCopy
}

/** Plays the parts of Cloudflare's and Inngest's APIs that a deploy calls, for the real wrangler. It keeps state in memory, and it never ships. */
export function createCloudflareDouble(options: CloudflareDoubleOptions = {}): CloudflareDouble {
  const account: Account = {
    id: 'acc0double',
    ...copyAccount(options.holds ?? nothing()),
    now: options.now ?? (() => new Date()),
    newId: options.newId ?? randomUUID,
  }
  const faults = withFaults(async (request) => app.fetch(request, account))
  let server: Server | undefined

  return {
    account,
    calls: faults.calls,
    failAt: (call, fault) => void faults.planned.set(faults.calls.length + call, fault),
    failOn: (method, path, fault) => void faults.awaited.push({ method, path, fault }),
    describe: () => describeAccount(account),
    copy: () => copyAccount(account),
    async listen({ port = 0 } = {}) {
      server = createAdaptorServer({
        fetch: (request, env) => faults.fetch(request, env as HttpBindings),
      }) as Server
      server.listen(port, '127.0.0.1')
      await once(server, 'listening')
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    },
    async close() {
      if (!server?.listening) return
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

const nothing = (): AccountCopy => ({
  databases: [],
  buckets: new Map(),
  workers: new Map(),
  apps: new Map(),
  invocations: new Map(),
})

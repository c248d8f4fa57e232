import { expect, it } from 'vitest'
import { aWorkspace, writeIn } from '../../test/a-workspace.ts'
import { examineLaptop, type Laptop } from './examine-laptop.ts'

const running = { gatewayUrl: 'http://gateway', engineUrl: 'http://engine' }

/** What the doctor finds wrong, in its own words. */
async function complaintsOf(changes: Partial<Laptop>) {
  const findings = await examineLaptop({
    workspace: aWorkspace(),
    nodeVersion: 'v24.21.0',
    installation: undefined,
    fetch: () => Promise.reject(new Error('nobody there')),
    ensureFree: async () => {},
    ...changes,
  })
  return findings.filter(({ ok }) => !ok).map(({ text }) => text)
}

/** A workspace where `npm start` has been. */
function aStartedWorkspace() {
  const workspace = aWorkspace()
  const chmod = { mode: 0o600 }
  writeIn(workspace.root, 'apps/ingress/.dev.vars', 'STRIPE_WEBHOOK_SECRET=a\nINNGEST_SIGNING_KEY=b\n', chmod)
  writeIn(workspace.root, 'apps/billing/.dev.vars', 'STRIPE_SECRET_KEY=a\nINNGEST_SIGNING_KEY=b\n', chmod)
  return workspace
}

it('has nothing to say about a laptop that is well', async () => {
  const fetch = async (url: string) =>
    url.startsWith('http://engine')
      ? Response.json({
          data: ['ingress', 'billing'].map((app) => ({ url: `http://x/${app}`, functions: [1] })),
        })
      : Response.json({ ok: true })

  expect(await complaintsOf({ workspace: aStartedWorkspace() })).toEqual([])
  expect(await complaintsOf({ workspace: aStartedWorkspace(), installation: running, fetch })).toEqual([])
})

it('says that Node is too old, that a setting is missing, and that others can read it', async () => {
  const workspace = aStartedWorkspace()
  writeIn(workspace.root, 'apps/billing/.dev.vars', 'STRIPE_SECRET_KEY=\nINNGEST_SIGNING_KEY=b\n', {
    mode: 0o644,
  })

  expect(await complaintsOf({ workspace, nodeVersion: 'v20.20.2' })).toEqual([
    expect.stringContaining('Node v20.20.2 is too old'),
    expect.stringContaining('billing lacks STRIPE_SECRET_KEY in .dev.vars'),
    expect.stringContaining('apps/billing/.dev.vars can be read by others'),
  ])
})

it('names the port that is taken', async () => {
  const ensureFree = async (_flag: string, port: number) => {
    if (port === 8288) throw new Error('port 8288 is in use')
  }

  expect(await complaintsOf({ workspace: aStartedWorkspace(), ensureFree })).toEqual(['port 8288 is in use.'])
})

it('names the worker that is down and the app that the engine does not know', async () => {
  const fetch = async (url: string) =>
    url.startsWith('http://engine')
      ? Response.json({
          data: [
            { url: 'http://x/ingress', functions: [1] },
            { url: 'http://x/billing', functions: [] },
          ],
        })
      : Response.json({ workers: { ingress: 'ok', billing: 'does not answer' } }, { status: 503 })

  expect(await complaintsOf({ workspace: aStartedWorkspace(), installation: running, fetch })).toEqual([
    expect.stringContaining('billing does not answer'),
    expect.stringContaining('knows no function of billing'),
  ])
})

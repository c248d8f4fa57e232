import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { z } from 'zod'
import { parseExample } from '../secrets/parse-example.ts'
import { ensureFreePort } from '../start/ensure-free-port.ts'
import type { Workspace } from '../workspace.ts'
import { type Finding, fine, wrong } from './finding.ts'

const PORTS = { port: 8787, 'engine-port': 8288, 'stripe-port': 8789, 'github-port': 8790 }

const Apps = z.object({ data: z.array(z.object({ url: z.string(), functions: z.array(z.unknown()) })) })

export type Laptop = {
  workspace: Workspace
  nodeVersion: string
  /** Where `npm start` said that it is; undefined before the first start. */
  installation: { gatewayUrl: string; engineUrl: string } | undefined
  fetch: (url: string) => Promise<Response>
  ensureFree?: typeof ensureFreePort
}

/** What stands in the way of `npm start`, or what is amiss with the one that runs. */
export async function examineLaptop(laptop: Laptop): Promise<Finding[]> {
  const { workspace, installation, ensureFree = ensureFreePort } = laptop
  const health = installation && (await ask(laptop, `${installation.gatewayUrl}/healthz`))
  return [
    examineNode(laptop.nodeVersion),
    ...workspace.rooms.flatMap(({ app, dir }) => examineSettings(workspace.root, app, dir)),
    ...(health && installation
      ? [await describeHealth(health), await examineEngine(laptop, installation.engineUrl)]
      : await Promise.all(Object.entries(PORTS).map(([flag, port]) => examinePort(flag, port, ensureFree)))),
  ]
}

function examineNode(version: string): Finding {
  const [major = 0, minor = 0] = version.replace('v', '').split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 12)) return fine(`Node ${version} runs wrangler.`)
  return wrong(
    `Node ${version} is too old for wrangler, which needs 22.12: run npm ci, which brings Node 24 along.`,
  )
}

function examineSettings(root: string, app: string, dir: string): Finding[] {
  const example = join(root, dir, '.dev.vars.example')
  if (!existsSync(example)) return []
  const file = join(root, dir, '.dev.vars')
  if (!existsSync(file)) return [wrong(`${app} has no .dev.vars yet: npm start writes it.`)]
  const values = parseEnv(readFileSync(file, 'utf8'))
  const settings = parseExample(readFileSync(example, 'utf8'))
  const missing = settings.filter(({ name, kind, when }) => kind === 'needed' && !when && !values[name])
  const isOpen = (statSync(file).mode & 0o077) !== 0
  return [
    ...(missing.length > 0
      ? [
          wrong(
            `${app} lacks ${missing.map(({ name }) => name).join(', ')} in .dev.vars: npm start adds what it can make.`,
          ),
        ]
      : [fine(`${app} has its settings.`)]),
    ...(isOpen ? [wrong(`${dir}/.dev.vars can be read by others on this machine: chmod 600 it.`)] : []),
  ]
}

async function examinePort(flag: string, port: number, ensureFree: typeof ensureFreePort): Promise<Finding> {
  try {
    await ensureFree(flag, port)
    return fine(`Port ${port} is free.`)
  } catch (error) {
    return wrong(`${error instanceof Error ? error.message : `port ${port} cannot be used`}.`)
  }
}

async function describeHealth(health: Response): Promise<Finding> {
  if (health.ok) return fine('Millrace runs, and every worker answers.')
  const { workers = {} } = (await health.json().catch(() => ({}))) as { workers?: Record<string, string> }
  const sick = Object.entries(workers).filter(([, state]) => state !== 'ok')
  return wrong(
    `Millrace runs, but ${sick.map(([worker, state]) => `${worker} ${state}`).join(' and ')}: see .wrangler/logs/workers.log.`,
  )
}

async function examineEngine(laptop: Laptop, engineUrl: string): Promise<Finding> {
  const response = await ask(laptop, `${engineUrl}/v1/apps`)
  const known = Apps.safeParse(await response?.json().catch(() => undefined))
  if (!known.success) {
    return wrong('The engine does not say which apps it knows: see .wrangler/logs/engine.log.')
  }
  const { inngestApps } = laptop.workspace
  const missing = inngestApps.filter(
    (app) => !known.data.data.some(({ url, functions }) => url.endsWith(`/${app}`) && functions.length > 0),
  )
  if (missing.length === 0) return fine('The engine knows the functions of every app.')
  return wrong(
    `The engine knows no function of ${missing.join(', ')}: see .wrangler/logs/engine.log for why the sync failed.`,
  )
}

async function ask({ fetch }: Laptop, url: string): Promise<Response | undefined> {
  return fetch(url).catch(() => undefined)
}

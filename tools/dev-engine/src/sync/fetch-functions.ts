import type { AppSource } from '../engine.ts'
import type { Transport } from '../execution/transport.ts'
import { appRequest } from './app-request.ts'
import { findConfigFault } from './find-config-fault.ts'
import type { FunctionConfig } from './function-config.ts'
import { SyncFailed } from './sync-failed.ts'

export interface InBandAnswer {
  appId: string
  configs: FunctionConfig[]
}

/** In-band: the app answers with its functions, so the engine needs no register endpoint. */
export async function fetchFunctions(transport: Transport, source: AppSource): Promise<InBandAnswer> {
  const { url } = source
  const request = appRequest(new URL(url), 'PUT', JSON.stringify({ url }), {
    'x-inngest-sync-kind': 'in_band',
  })
  const response = await transport({ source, request, run: null }).catch((error: unknown) => {
    throw new SyncFailed([`app ${url} does not answer: ${causeOf(error)}`])
  })
  const text = await response.text()
  if (!response.ok) throw new SyncFailed([`app ${url} answered ${response.status}: ${text.slice(0, 200)}`])
  return readAnswer(url, text)
}

function readAnswer(url: string, text: string): InBandAnswer {
  const { app_id: appId, functions: configs } = parsed(text)
  if (typeof appId !== 'string' || !Array.isArray(configs)) {
    throw new SyncFailed([
      `app ${url} did not answer a sync as the Inngest SDK does, is this its serve path?`,
    ])
  }
  const faults = configs.flatMap((config, nth) => {
    const fault = findConfigFault(config)
    return fault === undefined ? [] : [`app ${url}, function ${nameOf(config, nth)}: ${fault}`]
  })
  if (faults.length > 0) throw new SyncFailed(faults)
  return { appId, configs: configs as FunctionConfig[] }
}

function parsed(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>
  } catch {
    return {}
  }
}

function nameOf(config: unknown, nth: number): string {
  const { id } = Object(config) as { id?: unknown }
  return typeof id === 'string' ? id : `number ${nth + 1}`
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}

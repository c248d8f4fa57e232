import { Sentence } from '../sentence.ts'

export type Inngest = {
  apiUrl: string
  apiKey: string
  /** Inngest's name of an environment other than its production. */
  env?: string | undefined
}

const PATIENCE_MS = 60_000

/** Tells Inngest where an app is and which functions it has now (https://api-docs.inngest.com/v2/apps/SyncApp). A second time changes nothing. */
export async function syncApp({ apiUrl, apiKey, env }: Inngest, appId: string, url: string): Promise<void> {
  const response = await fetch(`${apiUrl}/v2/apps/${encodeURIComponent(appId)}/syncs`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${apiKey}`,
      'content-type': 'application/json',
      ...(env && { 'x-inngest-env': env }),
    },
    body: JSON.stringify({ url }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch((error: Error) => {
    throw new Sentence(`Inngest does not answer the sync of ${appId}: ${error.message}; run the deploy again`)
  })
  const text = await response.text()
  if (response.ok) return
  throw new Sentence(`Inngest refused to sync ${appId} at ${url}: ${response.status} ${text.slice(0, 300)}`)
}

import { sha256Hex } from '../sha256-hex.ts'

const ORIGIN = 'millrace-origin'
const DIGEST = 'millrace-digest'

/** How a delivery came in that no sender signed: fetched from the sender's own API, or written by an operator for a test. */
export type Origin = 'reconciliation' | 'test'

/** The headers of a delivery that came in otherwise than through the door. No source keeps headers of these names. */
export async function sealedHeaders(
  origin: Origin,
  body: Uint8Array<ArrayBuffer>,
): Promise<Record<string, string>> {
  return { [ORIGIN]: origin, [DIGEST]: await sha256Hex(body) }
}

export function originOf(headers: Record<string, string>): string | undefined {
  return headers[ORIGIN]
}

/** Whether these are the bytes that were sealed. */
export async function matchesSeal(
  headers: Record<string, string>,
  body: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  return headers[DIGEST] === (await sha256Hex(body))
}

import { z } from 'zod'

/**
 * What a version says of itself, in a variable that travels with it: what its runs look like, and from which source it was
 * built. So a rollback or a rollout in percentages never leaves a list elsewhere behind.
 */
const Release = z.object({
  digest: z.string(),
  functions: z.record(z.string(), z.array(z.string())),
  appId: z.string().nullable(),
  durableObjects: z.string().nullable(),
})

export type Release = z.infer<typeof Release>

export const RELEASE = 'RELEASE'

/** https://developers.cloudflare.com/workers/platform/limits/#environment-variables */
const LIMIT_BYTES = 5 * 1024

export const writeRelease = (release: Release): string => JSON.stringify(release)

export function isTooLong(release: Release): boolean {
  return Buffer.byteLength(writeRelease(release)) > LIMIT_BYTES
}

/** Undefined for a version that no deploy of ours made. */
export function parseRelease(text: string | undefined): Release | undefined {
  if (!text) return undefined
  try {
    return Release.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** Fixed for ever: a delivery is found again only by the shard that its key chose. */
export const SHARD_COUNT = 64

export const shardNames = Array.from({ length: SHARD_COUNT }, (_, shard) => `v1:${shard}`)

/** The Inbox object that owns a delivery key, by FNV-1a (32 bit) over its UTF-16 units. */
export function shardOf(key: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193)
  return `v1:${(hash >>> 0) % SHARD_COUNT}`
}

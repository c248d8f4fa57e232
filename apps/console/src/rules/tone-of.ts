export type Tone = 'good' | 'bad' | 'busy' | 'quiet'

const TONES: Record<string, Tone> = {
  pending: 'busy',
  announced: 'busy',
  handled: 'good',
  not_handled: 'quiet',
  failed: 'bad',
  dead: 'bad',
  placed: 'busy',
  backordered: 'bad',
  completed: 'good',
  running: 'busy',
  cancelled: 'quiet',
  queued: 'busy',
  sleeping: 'busy',
  retrying: 'busy',
  sending: 'busy',
  uploaded: 'busy',
  indexing: 'busy',
  indexed: 'good',
  captured: 'good',
  heard: 'good',
  silent: 'bad',
  no_secret: 'bad',
  sent: 'good',
  refused: 'bad',
  deleted: 'quiet',
}

/** How a status of ours or of the engine feels to whoever reads it; one that is new is quiet. */
export function toneOf(status: string): Tone {
  return TONES[status.toLowerCase()] ?? 'quiet'
}

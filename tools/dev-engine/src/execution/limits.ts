const MIB = 1024 * 1024
const DAY_MS = 24 * 60 * 60 * 1000

/** The server's own: pkg/consts of its repository. */
export const limits = {
  /** Of an app's answer. */
  responseBytes: 8 * MIB,
  /** Of the request to an app; what is larger leaves out events and steps, which the SDK then asks for. */
  requestBytes: 4 * MIB,
  stepOutputBytes: 4 * MIB,
  /** Of all outputs of a run together. */
  stateBytes: 32 * MIB,
  /** Of a run. A server that one hosts oneself does not count them, the cloud does. */
  steps: 1000,
  /** Of a sleep or a wait. */
  waitMs: 366 * DAY_MS,
} as const

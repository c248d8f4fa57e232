import type { Clock } from './clock.ts'

// setTimeout turns longer delays into 1 ms.
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1

export const systemClock: Clock = {
  now: Date.now,
  setTimer(at, fn) {
    let timeout: ReturnType<typeof setTimeout>
    const arm = () => {
      timeout = setTimeout(ring, Math.min(Math.max(at - Date.now(), 0), LONGEST_TIMEOUT_MS))
    }
    // Timeouts may fire a millisecond early, and long ones come in pieces.
    const ring = () => (Date.now() < at ? arm() : fn())
    arm()
    return () => clearTimeout(timeout)
  },
}

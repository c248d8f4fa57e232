/** The parts of V8's .cpuprofile that we read; times in microseconds. */
export type CpuProfile = {
  nodes: { id: number; callFrame: { functionName: string } }[]
  samples: number[]
  timeDeltas: number[]
}

/** How long the CPU was busy, in milliseconds. */
export function activeMs({ nodes, samples, timeDeltas }: CpuProfile): number {
  const idle = new Set(
    nodes.filter(({ callFrame }) => callFrame.functionName === '(idle)').map(({ id }) => id),
  )
  const busyUs = timeDeltas.filter((_, i) => !idle.has(samples[i] ?? -1)).reduce((sum, us) => sum + us, 0)
  return busyUs / 1000
}

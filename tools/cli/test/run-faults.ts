import { type Call, faultKinds } from '@repo/cloudflare-double'
import { isDeepStrictEqual } from 'node:util'
import { endOf, firstStart, type Phase, phases, playPhase, type Start } from './phases.ts'

/**
 * A fault at every call of a setup, a first deploy and a next release: after each, the same command run again has to bring about what it brings about
 * without the fault. By default the kinds of fault take turns; FAULTS=all tries each kind at each call, which takes hours.
 * PHASE='first deploy,next release' and CALLS=3,7 try only those.
 */
const all = process.env['FAULTS'] === 'all'
const only = process.env['PHASE']?.split(',')
const onlyCalls = process.env['CALLS']?.split(',').map(Number)

let start: Start = firstStart()
const failures: string[] = []
let tried = 0
let survived = 0
let turn = 0

for (const phase of phases) {
  const clean = await playPhase(phase, start)
  if (clean.error) throw clean.error
  const { calls } = clean.double
  const state = clean.double.describe()
  const next = endOf(clean)
  await clean.double.close()
  console.log(`${phase.name}: ${calls.length} calls`)
  if (!only || only.includes(phase.name)) await tryAll(phase, start, changesFirst(calls), state)
  start = next
}
console.log(`${tried} faults, ${survived} of them survived without a second run, ${failures.length} failures`)
for (const failure of failures) console.log(failure)
process.exitCode = failures.length > 0 ? 1 : 0

/** The numbers of the calls; those that change something come first, because they tell the most. */
function changesFirst(calls: Call[]): number[] {
  const numbered = calls.map(({ method }, index) => ({ call: index + 1, reads: method === 'GET' }))
  return numbered.toSorted((a, b) => Number(a.reads) - Number(b.reads)).map(({ call }) => call)
}

async function tryAll(phase: Phase, from: Start, calls: number[], state: object): Promise<void> {
  for (const call of calls) {
    if (onlyCalls && !onlyCalls.includes(call)) continue
    const kinds = all ? faultKinds : [faultKinds[turn % faultKinds.length] ?? faultKinds[0]]
    turn += 1
    for (const kind of kinds) {
      tried += 1
      const { double, error, again } = await playPhase(phase, from, (one) => one.failAt(call, kind))
      const { method, path } = double.calls[call - 1] ?? { method: '?', path: '?' }
      const place = `${phase.name} ${call}/${calls.length} ${kind} at ${method} ${path}`
      if (!error) survived += 1
      const second = error
        ? await again().then(
            () => undefined,
            (caught: Error) => caught,
          )
        : undefined
      const isWhole = !second && isDeepStrictEqual(double.describe(), state)
      console.log(`${isWhole ? '✓' : '✗'} ${place}${error ? ', run again' : ''}`)
      if (!isWhole) failures.push(`${place}: ${second?.message ?? 'the end is another'}`)
      await double.close()
    }
  }
}

import { execFileSync } from 'node:child_process'
import manifest from '../package.json' with { type: 'json' }
import { playAll, type Played } from './play-all.ts'
import { isTrouble } from './stage/perform.ts'
import { readFlags } from './read-flags.ts'
import { expectationOf, promiseOf } from './recorded/expectation-of.ts'
import { readRecording, writeRecording } from './recorded/recording.ts'
import { findDifferences, type Difference } from './report/find-differences.ts'
import { printDifferences } from './report/print-differences.ts'
import type { Scenario } from './scenario.ts'
import { scenarios } from './scenarios/index.ts'
import { openDevEngine } from './venues/open-dev-engine.ts'
import { openInngest } from './venues/open-inngest.ts'

const PORTS_EACH = 4

try {
  process.exitCode = await run()
} catch (error) {
  process.stderr.write(`contract: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

async function run(): Promise<number> {
  const flags = readFlags(process.argv.slice(2))
  const binary = process.env['INNGEST_BIN']
  if (flags.record && !binary) throw new Error('--record needs INNGEST_BIN, the path of the Inngest server')
  const chosen = scenarios.filter(({ name }) => flags.only.some((text) => name.includes(text)))

  const onServer = binary ? await playOnServer(binary, chosen, flags) : []
  if (binary && flags.record) record(binary, onServer)
  const onEngine = await playAll(chosen, [openDevEngine], () => {})
  return report(onEngine, onServer)
}

async function playOnServer(
  binary: string,
  chosen: readonly Scenario[],
  flags: { parallel: number; port: number },
) {
  const recordable = chosen.filter(({ unrecorded }) => !unrecorded)
  const venues = Array.from(
    { length: flags.parallel },
    (_, nth) => (options: Parameters<typeof openDevEngine>[0]) =>
      openInngest(binary, flags.port + nth * PORTS_EACH, options),
  )
  return playAll(recordable, venues, ({ scenario }, count) =>
    process.stderr.write(`${count}/${recordable.length} ${scenario.name}\n`),
  )
}

function record(binary: string, played: readonly Played[]): void {
  const known = new Set(scenarios.filter(({ unrecorded }) => !unrecorded).map(({ name }) => name))
  const before = Object.entries(readRecording().observed).filter(([name]) => known.has(name))
  const whole = played.filter(({ observed }) => !isTrouble(observed))
  const now = whole.map(({ scenario, observed }) => [scenario.name, observed] as const)
  const observed = Object.fromEntries([...before, ...now])
  writeRecording({
    server: execFileSync(binary, ['version'], { encoding: 'utf8' }).trim(),
    sdk: manifest.devDependencies.inngest,
    recordedOn: new Date().toISOString().slice(0, 10),
    observed: Object.fromEntries(
      [...known].flatMap((name) => (observed[name] ? [[name, observed[name]]] : [])),
    ),
  })
}

function report(onEngine: readonly Played[], onServer: readonly Played[]): number {
  const recording = readRecording()
  const differencesOf = (played: readonly Played[], expected: typeof expectationOf) =>
    played.map(({ scenario, observed }) =>
      findDifferences(scenario.name, expected(scenario, recording), observed),
    )
  const engine = differencesOf(onEngine, promiseOf)
  const server = differencesOf(onServer, expectationOf)

  printTable('dev-engine', engine.flat())
  printTable('Inngest', server.flat())
  const differing = (all: readonly Difference[][]) =>
    all.filter((differences) => differences.length > 0).length
  const unrecorded = onEngine.filter(({ scenario }) => scenario.unrecorded).length
  const deviating = onEngine.filter(({ scenario }) => scenario.deviation).length
  const sentences = [
    `${onEngine.length} scenarios, ${unrecorded} of them not recorded`,
    `dev-engine differs in ${differing(engine)}, and in ${deviating} on purpose`,
    ...(onServer.length > 0
      ? [`Inngest differs from its recording in ${differing(server)} of ${onServer.length}`]
      : []),
  ]
  process.stdout.write(
    `${sentences.join('; ')} (recorded from ${recording.server} on ${recording.recordedOn})\n`,
  )
  return differing(engine) + differing(server) > 0 ? 1 : 0
}

function printTable(engine: string, differences: readonly Difference[]): void {
  if (differences.length === 0) return
  process.stdout.write(`${printDifferences('expected', engine, differences)}\n\n`)
}

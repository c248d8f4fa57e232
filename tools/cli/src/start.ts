import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createGithubDouble } from '@repo/github-double'
import { createStripeDouble } from '@repo/stripe-double'
import { failWith } from './sentence.ts'
import { claimState } from './start/claim-state.ts'
import { ensureFreePort } from './start/ensure-free-port.ts'
import { installLocally } from './start/install-locally.ts'
import { prepareDatabase } from './start/prepare-database.ts'
import { printWelcome } from './start/print-welcome.ts'
import { progress } from './start/progress.ts'
import { readFlags } from './start/read-flags.ts'
import { chooseEngine } from './start/start-engine.ts'
import { startWorkers } from './start/start-workers.ts'
import { tickCrons } from './start/tick-crons.ts'
import { playStory } from './story/play-story.ts'
import { printStory } from './story/print-story.ts'
import { logDir, stateDir } from './workspace.ts'

const running: { stop: () => Promise<void> }[] = []

/** Stops what runs, the last started first. */
async function stopAll(): Promise<void> {
  for (const { stop } of running.splice(0).toReversed()) await stop().catch(() => {})
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void stopAll().then(() => process.exit(signal === 'SIGINT' ? 130 : 143)))
}

try {
  const flags = readFlags(process.argv.slice(2))
  const startEngine = await chooseEngine(flags)
  const claim = claimState(join(stateDir, 'start.json'))
  running.push({ stop: async () => claim.release() })
  await ensureFreePort('port', flags.port)
  await ensureFreePort('engine-port', flags.enginePort)
  await ensureFreePort('stripe-port', flags.stripePort)
  await ensureFreePort('github-port', flags.githubPort)

  mkdirSync(logDir, { recursive: true })
  const installation = installLocally(flags)
  await progress('database migrated and seeded', () => prepareDatabase(installation))

  const stripe = createStripeDouble({
    database: join(stateDir, 'stripe-double.sqlite'),
    webhook: { url: `${installation.gatewayUrl}/webhooks/stripe`, secret: installation.stripeWebhookSecret },
    log: () => {},
  })
  await stripe.listen({ port: flags.stripePort, host: '127.0.0.1' })
  running.push({ stop: stripe.close })
  const github = createGithubDouble({
    database: join(stateDir, 'github-double.sqlite'),
    webhook: { url: `${installation.gatewayUrl}/webhooks/github`, secret: installation.githubWebhookSecret },
  })
  await github.listen({ port: flags.githubPort })
  running.push({ stop: github.close })

  const workers = startWorkers(flags)
  claim.nameWorkers(workers.pid)
  running.push(workers)
  await progress('workers answer', () => workers.ready(`${installation.gatewayUrl}/healthz`))
  const engine = await progress(
    'engine synced',
    () => startEngine(installation.gatewayUrl),
    ({ describe }) => describe,
  )
  running.push(engine)
  const stopCrons = tickCrons(installation.gatewayUrl)
  running.push({ stop: async () => stopCrons() })

  if (flags.story) printStory(await playStory(installation, { stripe, github }))
  printWelcome(installation)
  await workers.ended
} catch (error) {
  await stopAll()
  failWith(error)
}

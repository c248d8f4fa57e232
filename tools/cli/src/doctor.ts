import { parseArgs } from 'node:util'
import colors from 'picocolors'
import { prepareTools } from './deploy/prepare-tools.ts'
import { examineDeployment } from './doctor/examine-deployment.ts'
import { examineLaptop } from './doctor/examine-laptop.ts'
import { findInstallation } from './local-installation.ts'
import { failWith, Sentence } from './sentence.ts'
import { environmentOf } from './setup/read-setup-flags.ts'
import { workspace } from './workspace.ts'

const USAGE = 'npm run doctor -- [--env staging|production] [--origin https://…]'
const ask = (url: string) => fetch(url, { signal: AbortSignal.timeout(5_000) })

try {
  const flags = readFlags(process.argv.slice(2))
  const findings = flags.env
    ? await examineDeployment(
        await prepareTools(workspace, { ...flags, env: environmentOf(flags.env, USAGE) }),
        ask,
      )
    : await examineLaptop({
        workspace,
        nodeVersion: process.version,
        installation: findInstallation(),
        fetch: ask,
      })
  for (const { ok, text } of findings) console.log(`  ${ok ? colors.green('✓') : colors.red('✗')} ${text}`)
  const faults = findings.filter(({ ok }) => !ok).length
  if (faults > 0) throw new Sentence(`${faults} of ${findings.length} things are not as they should be`)
} catch (error) {
  failWith(error)
}

function readFlags(args: string[]) {
  try {
    return parseArgs({ args, options: { env: { type: 'string' }, origin: { type: 'string' } } }).values
  } catch (error) {
    throw new Sentence(`${error instanceof Error ? error.message : 'the flags are wrong'}\n${USAGE}`)
  }
}

#!/usr/bin/env node
import { findCommand } from './cli/commands.ts'
import { readFlags, usage } from './cli/read-flags.ts'
import { serve } from './cli/serve.ts'

async function run(args: string[]): Promise<void> {
  const command = findCommand(args[0])
  if (command) {
    await command(args.slice(1), (line) => process.stdout.write(`${line}\n`))
    return
  }
  const flags = readFlags(args)
  if (flags === 'help') process.stdout.write(usage)
  else await serve(flags)
}

// Whoever reads only the first lines, such as `head`, has had enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

try {
  await run(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`dev-engine: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}

import colors from 'picocolors'
import { run } from './cli/run.ts'

const SHOWN_FROM = 200

process.exitCode = run(process.argv.slice(2), {
  cwd: process.cwd(),
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  isColored: colors.isColorSupported,
  progress: (done, total) => {
    if (!process.stderr.isTTY || total < SHOWN_FROM) return
    process.stderr.write(done === total ? '\r\u001B[K' : `\r${done} of ${total} files`)
  },
})

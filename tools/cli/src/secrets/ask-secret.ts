import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

/** Asks at the terminal and shows nothing of the answer; `\n` stands for a line break, which a private key needs. */
export async function askSecret(question: string): Promise<string> {
  process.stdout.write(question)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true })
  terminal.once('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  try {
    return (await terminal.question('')).trim().replaceAll('\\n', '\n')
  } finally {
    terminal.close()
    process.stdout.write('\n')
  }
}

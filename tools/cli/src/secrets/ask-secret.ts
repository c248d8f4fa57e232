import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { isCutOff } from './find-key-fault.ts'

type Terminal = { input: NodeJS.ReadableStream; output: NodeJS.WritableStream }

/** Asks at the terminal and shows nothing of the answer. A private key may be pasted with its lines, or written in one with `\n` between them. */
export async function askSecret(
  question: string,
  { input, output }: Terminal = { input: process.stdin, output: process.stdout },
): Promise<string> {
  output.write(question)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input, output: silent, terminal: true })
  terminal.once('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  try {
    let answer = ''
    for await (const line of terminal) {
      answer += `${line.trim().replaceAll('\\n', '\n')}\n`
      if (!isCutOff(answer)) break
    }
    return answer.trim()
  } finally {
    terminal.close()
    output.write('\n')
  }
}

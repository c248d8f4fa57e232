import { readFile } from 'node:fs/promises'
import { Sentence } from '../../tools/cli/src/sentence.ts'

// `getconf CLK_TCK`, which is 100 on every Linux that Node runs on.
const TICK_US = 10_000

/** The CPU time that a process has used, user and system, in microseconds. */
export async function cpuUs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => {
    throw new Sentence('this bench reads CPU times from /proc: it runs on Linux')
  })
  // Behind the command's name, which may hold blanks: fields 14 and 15 of proc(5).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * TICK_US
}

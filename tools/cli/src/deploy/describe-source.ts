import { execa } from 'execa'

/** From which commit a deploy comes, in words that fit into a version's message. */
export async function describeSource(root: string): Promise<string> {
  const git = (...args: string[]) => execa('git', args, { cwd: root, reject: false })
  const head = await git('rev-parse', '--short=12', 'HEAD')
  if (head.exitCode !== 0) return 'no commit'
  const changed = (await git('status', '--porcelain')).stdout.split('\n').filter(Boolean).length
  if (changed === 0) return `commit ${head.stdout}`
  const files = changed === 1 ? '1 changed file that is' : `${changed} changed files that are`
  return `commit ${head.stdout} and ${files} not committed`
}

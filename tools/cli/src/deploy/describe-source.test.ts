import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, it } from 'vitest'
import { describeSource } from './describe-source.ts'

it('names the commit that is deployed, and says what is not committed', async () => {
  const root = mkdtempSync(join(tmpdir(), 'millrace-source-'))
  const git = (...args: string[]) =>
    execa('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: root })

  expect(await describeSource(root)).toBe('no commit')

  await git('init', '--quiet')
  writeFileSync(join(root, 'a.ts'), '')
  await git('add', '.')
  await git('commit', '--quiet', '--message', 'Begin')
  const { stdout: commit } = await git('rev-parse', '--short=12', 'HEAD')
  expect(await describeSource(root)).toBe(`commit ${commit}`)

  writeFileSync(join(root, 'b.ts'), '')
  expect(await describeSource(root)).toBe(`commit ${commit} and 1 changed file that is not committed`)
})

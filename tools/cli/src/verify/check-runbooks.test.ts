import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../workspace.ts'
import { checkRunbooks } from './check-runbooks.ts'

function runbooksWith(pages: string[], index: string) {
  const dir = mkdtempSync(join(tmpdir(), 'millrace-runbooks-'))
  mkdirSync(join(dir, 'docs/runbooks'), { recursive: true })
  for (const page of pages) {
    writeFileSync(join(dir, `docs/runbooks/${page}.md`), `## What it means\n## What to do\n`)
  }
  writeFileSync(join(dir, 'docs/runbooks/README.md'), index)
  return dir
}

it('finds every alert of ours in the runbooks, and nothing else', async () => {
  expect(await checkRunbooks(root)).toEqual([])
})

it('names the alert without a page, the page without an alert, and what the index leaves out', async () => {
  const dir = runbooksWith(['engine-down', 'of-old'], '[shard-stuck](shard-stuck.md)')

  expect(await checkRunbooks(dir, ['engine-down', 'shard-stuck'])).toEqual([
    'docs/runbooks has no page for the alert shard-stuck',
    'docs/runbooks/of-old.md is about no alert',
    'docs/runbooks/README.md leaves out engine-down',
    'docs/runbooks/engine-down.md has no part "## How to know that it is over"',
    'docs/runbooks/of-old.md has no part "## How to know that it is over"',
  ])
})

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** No alert, but it comes to people the same ways, and is looked up the same. */
const DAILY = 'report-daily'

const SECTIONS = ['## What it means', '## What to do', '## How to know that it is over']

/** Each alert has its page, each page its alert and the sections that a person at night looks for, and the index names them all. */
export async function checkRunbooks(root: string, alerts?: string[]): Promise<string[]> {
  const kinds = alerts ?? (await readAlerts(root))
  const dir = join(root, 'docs/runbooks')
  const pages = (await readdir(dir))
    .map((file) => file.replace('.md', ''))
    .filter((page) => page !== 'README')
  const index = await readFile(join(dir, 'README.md'), 'utf8')
  const lacking = pages.map(async (page) => {
    const text = await readFile(join(dir, `${page}.md`), 'utf8')
    return SECTIONS.filter((section) => !text.includes(section)).map(
      (section) => `docs/runbooks/${page}.md has no part "${section}"`,
    )
  })
  return [
    ...kinds
      .filter((kind) => !pages.includes(kind))
      .map((kind) => `docs/runbooks has no page for the alert ${kind}`),
    ...pages
      .filter((page) => !kinds.includes(page))
      .map((page) => `docs/runbooks/${page}.md is about no alert`),
    ...pages
      .filter((page) => kinds.includes(page) && !index.includes(`(${page}.md)`))
      .map((page) => `docs/runbooks/README.md leaves out ${page}`),
    ...(await Promise.all(lacking)).flat(),
  ]
}

async function readAlerts(root: string): Promise<string[]> {
  const source = await readFile(join(root, 'apps/ingress/src/alerts/alert.ts'), 'utf8')
  const [, list = ''] = /alertKinds = \[([\s\S]*?)\]/.exec(source) ?? []
  const kinds = [...list.matchAll(/^\s*'([\w-]+)',/gm)].map(([, kind]) => kind ?? '')
  if (kinds.length === 0) throw new Error('apps/ingress/src/alerts/alert.ts lists no alerts any more')
  return [...kinds, DAILY]
}

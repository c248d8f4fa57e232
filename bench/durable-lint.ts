import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { root } from '../tools/cli/src/workspace.ts'

const FILES = 1000
const ROUNDS = 3

/** How long durable-lint takes for a thousand functions in a thousand files, beside ESLint with three of its own rules, and oxlint with and without our plugin. */
export async function lint(): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'millrace-lint-'))
  try {
    await writeProject(dir)
    const node = (script: string, ...args: string[]) =>
      timed(dir, process.execPath, [join(root, script), ...args])

    const baseline = await node('node_modules/eslint/bin/eslint.js', '--config', 'eslint.config.js', 'src')
    print('baseline: ESLint, 3 rules', baseline, baseline)
    print('durable-lint, all rules', await node('tools/durable-lint/src/cli.ts', 'src'), baseline)
    const oxlint = 'node_modules/oxlint/bin/oxlint'
    print('oxlint', await node(oxlint, '--config', 'oxlint.json', 'src'), baseline)
    print('oxlint with durable-lint', await node(oxlint, '--config', 'oxlint-durable.json', 'src'), baseline)
  } finally {
    await rm(dir, { recursive: true })
  }
}

/** The median of some rounds, in milliseconds. Findings are no failure here. */
async function timed(cwd: string, file: string, args: string[]): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const startedAt = performance.now()
    const { exitCode = 2, stderr } = await execa(file, args, { cwd, reject: false })
    if (exitCode > 1) throw new Error(stderr)
    times.push(performance.now() - startedAt)
  }
  return times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0
}

async function writeProject(dir: string): Promise<void> {
  const write = (path: string, text: string) => writeFile(join(dir, path), text)
  const names = Array.from({ length: FILES - 2 }, (_, i) => `handle${i}`)
  await mkdir(join(dir, 'src'))
  await write('package.json', '{ "name": "shop", "type": "module" }')
  await write(
    'src/client.js',
    `import { Inngest } from 'inngest'\nexport const inngest = new Inngest({ id: 'shop' })\n`,
  )
  await Promise.all(names.map((name, i) => write(`src/${name}.js`, functionFile(name, names[i + 1]))))
  const imports = names.map((name) => `import { ${name} } from './${name}.js'`).join('\n')
  const serve = `export default serve({ client: inngest, functions: [${names.join(', ')}] })`
  await write(
    'src/index.js',
    `import { serve } from 'inngest/hono'\nimport { inngest } from './client.js'\n${imports}\n${serve}\n`,
  )

  await write(
    'eslint.config.js',
    `export default [{ rules: { 'no-await-in-loop': 2, 'no-unused-vars': 2, 'require-await': 2 } }]\n`,
  )
  const plugin = join(root, 'tools/durable-lint/src/index.ts')
  const { default: durableLint } = await import(plugin)
  const rules = Object.fromEntries(
    Object.keys(durableLint.rules).map((rule) => [`durable-lint/${rule}`, 'error']),
  )
  await write('oxlint.json', '{}')
  await write('oxlint-durable.json', JSON.stringify({ jsPlugins: [plugin], rules }))
}

/** A function of some steps, one of which calls the file after it: work for the rules that follow imports. */
const functionFile = (name: string, next?: string): string => `
import { inngest } from './client.js'
${next ? `import { load as loadNext } from './${next}.js'` : ''}

export async function load(db, id) {
  const rows = await db.query('select * from orders where id = ?', id)
  return rows[0] ?? null
}

export const ${name} = inngest.createFunction(
  { id: '${name.toLowerCase()}', triggers: [orderPlaced], retries: 3, concurrency: { limit: 10, key: 'event.data.teamId' } },
  async ({ event, step, db, mailer, logger }) => {
    const order = await step.run('load-order', () => load(db, event.data.orderId))
    ${next ? `const other = await loadNext(db, order.otherId)` : 'const other = null'}
    for (const line of order.lines) {
      await step.run(\`reserve-line-\${line.id}\`, async () => {
        const reserved = await db.reserve(line.sku, line.quantity)
        if (!reserved) throw new Error(\`\${line.sku} is gone\`)
        return { sku: line.sku, reserved }
      })
    }
    await step.sleep('wait-for-payment', '1h')
    const payment = await step.waitForEvent('wait-for-receipt', { event: orderPaid, timeout: '3d', match: 'data.orderId' })
    if (!payment) {
      await step.run('release-stock', () => db.release(order.id))
      return { status: 'abandoned', other }
    }
    try {
      await step.run('send-mail', () => mailer.send(order.email, 'receipt'))
    } catch (error) {
      logger.warn('no mail', { error })
      await step.run('note-failure', () => db.note(order.id, error.message))
    }
    await step.sendEvent('announce-completed', orderCompleted.create({ orderId: order.id }))
    return { status: 'completed', other }
  },
)
`

function print(name: string, ms: number, baseline: number): void {
  console.log(
    name.padEnd(28),
    `${(ms / 1000).toFixed(1)} s for ${FILES} files`,
    `${(ms / baseline).toFixed(2)} ×`.padStart(8),
  )
}

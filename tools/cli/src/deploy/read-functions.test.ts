import { join } from 'node:path'
import { expect, it } from 'vitest'
import { aWorkspace, writeIn } from '../../test/a-workspace.ts'
import { root, workspace } from '../workspace.ts'
import { readFunctions, readModule } from './read-functions.ts'

it('reads the ids of steps in their order, computed parts as a hole', () => {
  const source = `import { step as other } from './other.ts'
    const f = async ({ step }: { step: Step }) => {
      await step.run('first', () => step)
      for (const id of ids) await step.run(\`notify-\${id}\`, async () => {})
      await Promise.all([step.sleep('wait', '1d'), step.waitForEvent({ id: 'answer', name: 'x' }, {})])
      await step.sendEvent(nameOf(id), [])
      await other.run('not-a-step')
    }`

  expect(readModule(source)).toMatchObject({
    steps: ['first', 'notify-${}', 'wait', 'answer', '${}'],
    imports: ['./other.ts'],
  })
})

it('reads the id of a function, and not the name of its file', async () => {
  const { root: dir } = aWorkspace()
  writeIn(
    dir,
    'apps/billing/src/functions/refund.ts',
    `export const refund = inngest.createFunction({ name: 'Refund', id: 'refund-payment' }, async ({ step }) => {
  await step.run('refund', () => {})
})
export const refuse = client.createFunction({ id: \`refuse-payment\` }, () => {})
`,
  )
  writeIn(dir, 'apps/billing/src/functions/format-sum.ts', `export const formatSum = () => ''\n`)

  expect(await readFunctions(join(dir, 'apps/billing'))).toEqual({
    'process-order': ['charge-payment', 'announce-completed'],
    'refund-payment': ['refund'],
    'refuse-payment': ['refund'],
  })
})

it('reads steps of every kind, from wherever the step comes', () => {
  const source = `await ctx.step.run('first', f)
    await tools.step.ai.infer('second', {})
    await step.ai.wrap('third', f)
    await step['run']('fourth', f)`

  expect(readModule(source).steps).toEqual(['first', 'second', 'third', 'fourth'])
})

it('reads every id that a step may have, and one that is written elsewhere in the module', () => {
  const source = `const SETTLE = 'settle'
    await step.run(part === 0 ? 'embed' : \`embed-\${part}\`, f)
    await step.run(SETTLE, f)
    await step.run(nameOf(part), f)`

  expect(readModule(source).steps).toEqual(['embed', 'embed-${}', 'settle', '${}'])
})

it('follows whatever way a module is imported', () => {
  const source = `import './a.ts'
    export { b } from './b.ts'
    export * from './c.ts'
    const d = await import('./d.ts')
    import e from 'e'
    const f = await import(g)`

  expect(readModule(source).imports.toSorted()).toEqual(['./a.ts', './b.ts', './c.ts', './d.ts'])
})

it('follows a function into the files that it imports from its app', async () => {
  const { root: dir } = aWorkspace()
  writeIn(
    dir,
    'apps/billing/src/functions/refund.ts',
    `import { settle } from '../settle.ts'\ninngest.createFunction({ id: 'refund' }, () => step.run('refund', () => {}))\n`,
  )
  writeIn(dir, 'apps/billing/src/settle.ts', `import './functions/refund.ts'\nstep.run('settle', () => {})\n`)

  expect(await readFunctions(join(dir, 'apps/billing'))).toEqual({
    'process-order': ['charge-payment', 'announce-completed'],
    refund: ['refund', 'settle'],
  })
})

it.each(workspace.inngestApps)('finds every function of %s, each with a step', async (app) => {
  const functions = Object.entries(await readFunctions(join(root, 'apps', app)))

  expect(functions).not.toHaveLength(0)
  for (const [id, steps] of functions) expect([id, steps.length > 0]).toEqual([id, true])
})

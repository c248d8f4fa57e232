import { expect, it } from 'vitest'
import { aClient, aFunctionFile, findingsIn } from '../../test/a-project.ts'

const find = (files: Record<string, string>) =>
  findingsIn({ 'client.ts': aClient, ...files }, 'serve-handler-present')
const serve = `import { serve } from 'inngest/hono'; import { a } from './a';`

it('tells a package once that nobody serves its functions', () => {
  const files = {
    'package.json': '{ "name": "shop", "workspaces": [] }',
    'a.ts': aFunctionFile('a', 'a-one'),
    'b.ts': aFunctionFile('b', 'b-two'),
  }

  expect(find(files)).toEqual([
    'a.ts:3 No serve() handler in package shop, nor in one that depends on it: Inngest can call none of its functions.',
  ])
})

it('takes any door of the package', () => {
  const files = { 'a.ts': aFunctionFile('a', 'a-one') }

  expect(find({ ...files, 'door.ts': `${serve} export default serve({ client, functions: [a] })` })).toEqual(
    [],
  )
  expect(
    find({ ...files, 'door.ts': `${serve} app.use('/api/inngest', serve({ client, functions }))` }),
  ).toEqual([])
})

it.each([
  'export default serve({ client, functions: [a] })',
  'export const { GET, POST, PUT } = serve({ client, functions: [a] })',
  'const handler = serve({ client, functions: [a] }); export default handler',
  'const handler = serve({ client, functions: [a] }); export { handler as GET }',
  'const { GET, PUT } = serve({ client, functions: [a] }); export { GET, PUT }',
  'module.exports = serve({ client, functions: [a] })',
  'const handler = serve({ client, functions: [a] }); module.exports = { handler }',
  'const handler = serve({ client, functions: [a] }); app.on(["GET", "PUT"], "/api/inngest", handler)',
  'const handler = serve({ client, functions: [a] }); app.all("/api/inngest", (c) => handler(c))',
  'export const handle = (request) => { const handler = serve({ client, functions: [a] }); return handler(request) }',
  'let handler; handler = serve({ client, functions: [a] }); createServer(handler).listen(3000)',
])('takes %s', (door) => {
  expect(find({ 'a.ts': aFunctionFile('a', 'a-one'), 'door.ts': `${serve}\n${door}` })).toEqual([])
})

it.each([
  'const handler = serve({ client, functions: [a] })',
  'const { GET } = serve({ client, functions: [a] })',
  'const handler = serve({ client, functions: [a] }); const other = handler',
  'const handler = serve({ client, functions: [a] }); console.log(handler)',
  'let handler; handler = serve({ client, functions: [a] })',
  'function open() { const handler = serve({ client, functions: [a] }) }',
])('finds a handler that nobody takes: %s', (door) => {
  expect(find({ 'a.ts': aFunctionFile('a', 'a-one'), 'door.ts': `${serve}\n${door}` })).toEqual([
    'door.ts:2 The handler that serve() returns is thrown away; export or mount it.',
  ])
})

it('finds a handler that is thrown away', () => {
  const files = {
    'a.ts': aFunctionFile('a', 'a-one'),
    'door.ts': `${serve} serve({ client, functions: [a] })`,
  }

  expect(find(files)).toEqual([
    'door.ts:1 The handler that serve() returns is thrown away; export or mount it.',
  ])
})

it('takes the door of a package that depends on this one, and of no other', () => {
  const web = (dependencies: string) => ({
    'jobs/package.json': '{ "name": "@shop/jobs" }',
    'jobs/client.ts': aClient,
    'jobs/a.ts': aFunctionFile('a', 'a-one'),
    'web/package.json': `{ "name": "web", "dependencies": ${dependencies} }`,
    'web/door.ts': `import { serve } from 'inngest/next'; export const { GET } = serve({ client, functions: load() })`,
  })

  expect(find(web('{ "@shop/jobs": "*" }'))).toEqual([])
  expect(find(web('{}'))).toHaveLength(1)
})

it('leaves tests alone: nobody serves their functions', () => {
  expect(
    find({ 'a.test.ts': aFunctionFile('a', 'a-one'), 'test/b.ts': aFunctionFile('b', 'b-two') }),
  ).toEqual([])
})

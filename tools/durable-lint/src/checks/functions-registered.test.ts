import { expect, it } from 'vitest'
import { aClient, aFunctionFile, findingsIn } from '../../test/a-project.ts'

const door = (functions: string, head = '') => `
import { serve } from 'inngest/hono'
import { inngest } from './client'
${head}
export default serve({ client: inngest, functions: ${functions} })
`
const base = {
  'client.ts': aClient,
  'a.ts': aFunctionFile('a', 'a-one'),
  'b.ts': aFunctionFile('b', 'b-two'),
}

/** The files whose function no door serves. */
const unserved = (files: Record<string, string>) =>
  findingsIn({ ...base, ...files }, 'functions-registered').map((it) => it.split(':')[0])

it('finds a function that no serve() lists', () => {
  const found = findingsIn(
    { ...base, 'door.ts': door('[a]', `import { a } from './a'`) },
    'functions-registered',
  )

  expect(found).toEqual(['b.ts:3 No serve() lists function "b-two"; add it to a `functions` list.'])
})

it.each([
  [
    'a list of a file',
    door('functions', `import { functions } from './list'`),
    `import { a } from './a'; export const functions = [a]`,
  ],
  [
    'a spread',
    door('[...functions]', `import { functions } from './list'`),
    `import { a } from './a'; export const functions = [a]`,
  ],
  [
    'a renamed re-export',
    door('[first]', `import { first } from './list'`),
    `export { a as first } from './a'`,
  ],
  [
    'a renamed export',
    door('[first]', `import { first } from './list'`),
    `import { a } from './a'; export { a as first }`,
  ],
  ['a star re-export', door('[a]', `import { a } from './list'`), `export * from './a'`],
  ['a namespace', door('Object.values(all)', `import * as all from './list'`), `export * from './a'`],
  ['a named namespace', door('[all.a]', `import { all } from './list'`), `export * as all from './a'`],
  [
    'an object',
    door('Object.values(all)', `import { all } from './list'`),
    `import { a } from './a'; export const all = { a }`,
  ],
  [
    'a default export',
    door('list', `import list from './list'`),
    `import { a } from './a'; export default [a]`,
  ],
  [
    'a concatenation',
    door('[].concat(list)', `import { list } from './list'`),
    `import { a } from './a'; export const list = [a]`,
  ],
  [
    'a filter',
    door('list.filter(Boolean)', `import { list } from './list'`),
    `import { a } from './a'; export const list = [on && a]`,
  ],
  [
    'a choice',
    door('list', `import { list } from './list'`),
    `import { a } from './a'; export const list = on ? [a] : []`,
  ],
  [
    'a factory',
    door('list()', `import { list } from './list'`),
    `import { a } from './a'; export function list() { return [a] }`,
  ],
  [
    'a cast',
    door('list as any', `import { list } from './list'`),
    `import { a } from './a'; export const list = [a] as const`,
  ],
  [
    'a list that is filled later',
    door('list', `import { a } from './list'; const list = []; list.push(a)`),
    `export * from './a'`,
  ],
])('follows %s', (_name, serving, list) => {
  expect(unserved({ 'door.ts': serving, 'list.ts': list })).toEqual(['b.ts'])
})

it('follows tsconfig paths', () => {
  const tsconfig = '{ "compilerOptions": { "paths": { "#fn/*": ["./*"] } } }'
  const files = { 'tsconfig.json': tsconfig, 'door.ts': door('[a]', `import { a } from '#fn/a'`) }

  expect(unserved(files)).toEqual(['b.ts'])
})

it('follows functions into another package of the workspace, by its exports', () => {
  const files = {
    'jobs/package.json': '{ "name": "@shop/jobs", "exports": { ".": "./src/all.ts" } }',
    'jobs/src/all.ts': `export * from './c'`,
    'jobs/src/client.ts': aClient,
    'jobs/src/c.ts': aFunctionFile('c', 'c-three') + aFunctionFile('d', 'd-four').replace(/import.*/, ''),
    'web/package.json': '{ "name": "web", "dependencies": { "@shop/jobs": "*" } }',
    'web/door.ts': `import { serve } from 'inngest/next'; import { c } from '@shop/jobs'; export const { GET, POST, PUT } = serve({ client: c, functions: [c] })`,
    'a.ts': '',
    'b.ts': '',
  }

  expect(findingsIn({ ...base, ...files }, 'functions-registered')).toEqual([
    'jobs/src/c.ts:6 No serve() lists function "d-four"; add it to a `functions` list.',
  ])
})

it('takes a list that is filtered, but not by what lets nothing through', () => {
  const head = `import { a } from './a'; import { b } from './b'`

  expect(unserved({ 'door.ts': door('[a, isOn && b].filter(Boolean)', head) })).toEqual([])
  expect(unserved({ 'door.ts': door('[a, ...[b].filter(() => false)]', head) })).toEqual(['b.ts'])
})

it('says nothing where a list cannot be followed, or where no door is at all', () => {
  expect(unserved({ 'door.ts': door('loadFunctions()') })).toEqual([])
  expect(
    unserved({
      'door.ts': door('[a, ...extra]', `import { a } from './a'; import { extra } from 'elsewhere'`),
    }),
  ).toEqual([])
  expect(unserved({})).toEqual([])
})

it('knows connect(), and wrappers that take a client and functions', () => {
  const connect = `import { connect } from 'inngest/connect'; import { a } from './a'; connect({ apps: [{ client, functions: [a] }] })`
  const plugin = `import inngestFastify from 'inngest/fastify'; import { a } from './a'; app.register(inngestFastify, { client, functions: [a] })`

  expect(unserved({ 'door.ts': connect })).toEqual(['b.ts'])
  expect(unserved({ 'door.ts': plugin })).toEqual(['b.ts'])
})

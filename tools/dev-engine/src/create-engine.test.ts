import { expect, it } from 'vitest'
import { anApp } from '../test/an-app.ts'
import { createEngine } from './create-engine.ts'
import { listen } from './node/listen.ts'

it('waits for the call under way when it is closed, and closes once', async () => {
  const gate = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  const app = anApp('shop', (inngest) => [
    inngest.createFunction({ id: 'slow', triggers: [{ event: 'shop/placed' }] }, async () => {
      begun.resolve()
      await gate.promise
    }),
  ])
  const finished: unknown[] = []
  const log = ({ message }: { message: string }) => void finished.push(message)
  const engine = await createEngine({ apps: [app], log })
  await engine.sync()
  await engine.send({ name: 'shop/placed' })
  await begun.promise

  const closing = [engine.close(), engine.close()]
  gate.resolve()
  await Promise.all(closing)

  expect(finished).toEqual(['run started', 'run finished'])
})

it('has no url before it listens', async () => {
  const engine = await createEngine({ apps: [] })

  expect(() => engine.url).toThrow('the engine has no url before it listens')
  expect(await listen(engine, { port: 0 })).toBe(engine.url)
  await engine.close()
})

it('refuses a retry delay that is no duration', async () => {
  await expect(createEngine({ apps: [], retryDelay: 'soon' })).rejects.toThrow('soon is not a duration')
})

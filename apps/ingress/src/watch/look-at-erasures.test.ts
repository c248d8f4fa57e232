import { env } from 'cloudflare:workers'
import { createDb } from '@repo/db'
import { addErasure, finishErasure } from '@repo/db/erasures'
import { expect, it } from 'vitest'
import { anEngine, answers } from '../../test/engine.ts'
import { lookAtErasures } from './look-at-erasures.ts'

it('an erasure that Inngest did not hear of is asked for again, until it is finished', async () => {
  const db = createDb(env.DB)
  const engine = anEngine(answers(503))
  const id = crypto.randomUUID()
  await addErasure(db, { id, mentions: ['ada@example.com'], requestedAt: new Date() })
  const asked = () => engine.batches.flat().filter(({ data }) => data['erasureId'] === id)
  const watchAt = (minutes: number) => lookAtErasures(env, new Date(Date.now() + minutes * 60_000))

  await watchAt(4)
  expect(asked()).toEqual([])
  await watchAt(6)
  await watchAt(7)
  expect(asked().map((event) => event.id)).toEqual([`erasure:${id}`, `erasure:${id}`])

  await finishErasure(db, id, 0, new Date())
  await watchAt(8)
  expect(asked()).toHaveLength(2)
})

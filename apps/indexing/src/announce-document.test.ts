import { startIndexing } from '@repo/db/documents'
import { stubOutside } from '@repo/testing/outside-world'
import { expect, it } from 'vitest'
import { aDocument, anIndexedDocument } from '../test/a-document.ts'
import { everyMinute } from '../test/every-minute.ts'
import { db } from '../test/run.ts'

const TWO_MINUTES_MS = 120_000

/** A document that came in while Inngest could not be reached. */
function anUnheardDocument() {
  stubOutside({ 'engine.test': () => Response.error() })
  return aDocument()
}

it('announces what still waits, under the id that it had, and nothing else', async () => {
  stubOutside()
  await anIndexedDocument()
  const { id } = await anUnheardDocument()
  const { events } = stubOutside()

  await everyMinute(Date.now() + TWO_MINUTES_MS)

  expect(events.map((event) => event.id)).toEqual([`document-uploaded:${id}#1`])
})

it('leaves what just came in to its own announcement', async () => {
  await anUnheardDocument()
  const { events } = stubOutside()

  await everyMinute(Date.now())

  expect(events).toEqual([])
})

it('announces each hour what has been worked on for more than a day', async () => {
  stubOutside()
  const { id, version } = await aDocument()
  await startIndexing(db, id, version, new Date('2026-11-01T10:30:00Z'))
  const { events } = stubOutside()
  const at = (time: string) => everyMinute(Date.parse(time))

  await at('2026-11-02T10:00:00Z')
  await at('2026-11-02T12:01:00Z')
  expect(events).toEqual([])

  await at('2026-11-02T12:00:00Z')
  expect(events.map((event) => event.id)).toEqual([`document-uploaded:${id}#1`])
})

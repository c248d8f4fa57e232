import { stubOutside } from '@repo/testing/outside-world'
import { expect, it } from 'vitest'
import { aDocument, anIndexedDocument } from '../test/a-document.ts'
import { everyMinute } from '../test/every-minute.ts'

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

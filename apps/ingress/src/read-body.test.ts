import { expect, it } from 'vitest'
import { digest, utf8 } from '../test/sign.ts'
import { Deadline } from './deadline.ts'
import { readBody } from './read-body.ts'

const MAX_BYTES = 200_000
const refusal = { code: 'too_large', details: { field: 'body', limit: '200000 bytes' } }

/** A request whose body comes in pieces, without a length unless one is claimed. */
function inPieces(pieces: Uint8Array[], claimed?: string) {
  const state = { sent: 0, isCancelled: false }
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = pieces[state.sent]
      if (!piece) return controller.close()
      state.sent += 1
      controller.enqueue(piece)
    },
    cancel() {
      state.isCancelled = true
    },
  })
  const headers: Record<string, string> = claimed === undefined ? {} : { 'content-length': claimed }
  return { state, request: new Request('https://gateway/', { method: 'POST', body, headers }) }
}

const bytes = (length: number) => Uint8Array.from({ length }, (_, i) => (i % 251) + 1)

it.each([0, 1, 65_536, 65_537, MAX_BYTES])('reads a body of %i bytes as it is', async (length) => {
  const request = new Request('https://gateway/', { method: 'POST', body: bytes(length) })

  expect(await digest(await readBody(request, new Deadline(5_000), MAX_BYTES))).toBe(
    await digest(bytes(length)),
  )
})

it.each([undefined, '3', '150000', '-5', 'many', ''])(
  'reads pieces as one, claimed length %j',
  async (claimed) => {
    const whole = bytes(150_000)
    const { request } = inPieces(
      [whole.slice(0, 70_000), whole.slice(70_000, 70_001), whole.slice(70_001)],
      claimed,
    )

    expect(await digest(await readBody(request, new Deadline(5_000), MAX_BYTES))).toBe(await digest(whole))
  },
)

it('reads nothing where there is no body', async () => {
  expect(await readBody(new Request('https://gateway/'), new Deadline(5_000), MAX_BYTES)).toEqual(
    new Uint8Array(),
  )
})

it('leaves no room behind the bytes when fewer come than were claimed', async () => {
  const { request } = inPieces([utf8('abc')], '1000')

  const body = await readBody(request, new Deadline(5_000), MAX_BYTES)

  expect([body.length, body.buffer.byteLength]).toEqual([3, 3])
})

it('refuses a body that states too great a length, without reading it', async () => {
  const { request, state } = inPieces([bytes(10), bytes(10)], String(MAX_BYTES + 1))

  await expect(readBody(request, new Deadline(5_000), MAX_BYTES)).rejects.toMatchObject(refusal)
  expect(state.sent).toBeLessThanOrEqual(1)
})

// One that states a small length is held to it by HTTP.
it('cuts off a sender that goes on and on', async () => {
  const { request, state } = inPieces(Array<Uint8Array>(1_000).fill(bytes(10_000)))

  await expect(readBody(request, new Deadline(5_000), MAX_BYTES)).rejects.toMatchObject(refusal)
  expect(state.sent).toBeLessThanOrEqual(22)
  expect(state.isCancelled).toBe(true)
})

it.each([undefined, '20', '2000000'])(
  'cuts off a sender that stops in the middle, claimed length %j',
  async (claimed) => {
    const body = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(bytes(10)) })
    const headers: Record<string, string> = claimed === undefined ? {} : { 'content-length': claimed }
    const request = new Request('https://gateway/', { method: 'POST', body, headers })

    await expect(readBody(request, new Deadline(20))).rejects.toMatchObject({
      code: 'too_slow',
      details: { field: 'body', limit: '20 ms' },
    })
  },
)

it('refuses a body over the cap though it stated a small length', async () => {
  const { request } = inPieces([bytes(MAX_BYTES), bytes(1)], '3')

  await expect(readBody(request, new Deadline(5_000), MAX_BYTES)).rejects.toMatchObject(refusal)
})

import { expect, it } from 'vitest'
import { receive } from '../../test/receive.ts'
import { base64, concat, hmac, utf8 } from '../../test/sign.ts'
import { resend } from './resend.ts'
import type { Source } from './source.ts'

const BODY = utf8('{"type":"email.sent"}')
const KEY = utf8('0123456789abcdef0123456789abcdef')
const SECONDS = String(Math.floor(Date.now() / 1000))

/** What Resend would send under the id, signed over all of it. */
async function headersOf(id: string, prefix = 'v1,') {
  const signature = base64(await hmac(KEY, concat(utf8(`${id}.${SECONDS}.`), BODY)))
  return { 'svix-id': id, 'svix-timestamp': SECONDS, 'svix-signature': `${prefix}${signature}` }
}

it.each(['msg.1', `msg_1.${SECONDS}`, 'msg 1', 'x'.repeat(201)])(
  'the id %j is refused though it is signed',
  async (id) => {
    const setting = `whsec_${base64(KEY)}`

    await expect(
      receive(resend, { headers: await headersOf(id), body: BODY, setting }),
    ).rejects.toMatchObject({ code: 'unauthenticated', details: { field: 'svix-id' } })
  },
)

it('a signature counts only under the scheme that its secret is for', async () => {
  const [scheme] = resend.schemes
  const source: Source = {
    ...resend,
    schemes: [
      { ...scheme, secretPrefix: 'old_', prefix: 'v1,' },
      { ...scheme, secretPrefix: 'new_', prefix: 'v2,' },
    ],
  }
  const send = async (prefix: string) =>
    receive(source, { headers: await headersOf('msg_1', prefix), body: BODY, setting: `new_${base64(KEY)}` })

  await expect(send('v2,')).resolves.toMatchObject({ id: 'msg_1' })
  await expect(send('v1,')).rejects.toMatchObject({ code: 'unauthenticated' })
})

import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { senders } from '../../test/senders.ts'
import { utf8 } from '../../test/sign.ts'
import { Deadline } from '../deadline.ts'
import { letIn } from '../let-in.ts'
import { sources } from '../sources/get-source.ts'
import { secretSettingOf } from '../sources/secrets.ts'
import { verifyStored } from './verify-stored.ts'

const NOW = new Date()
const unused = {
  objectId: null,
  customerId: null,
  sizeBytes: 0,
  objectKey: null,
  sequence: null,
  ordering: null,
  announcement: 0,
}

it.each(senders.filter(({ source }) => sources.includes(source)))(
  'what is kept of a webhook of $source.name is enough to verify it again, by a secret that was rolled since',
  async ({ source, aSigner, payload, headers }) => {
    const setting = secretSettingOf(source)
    const [signer, next] = [await aSigner(), await aSigner()]
    const body = utf8(JSON.stringify(payload(NOW)))
    const request = new Request('https://gateway/', {
      method: 'POST',
      headers: await headers([signer], body, NOW),
      body,
    })
    const { kept } = await letIn(
      { ...env, [setting]: signer.setting },
      source,
      request,
      NOW,
      new Deadline(4_000),
    )
    const stored = {
      ...unused,
      key: `${source.name}:1`,
      source: source.name,
      type: 'a.b',
      status: 'handled' as const,
      receivedAt: NOW.getTime(),
      headers: kept,
      body: body.buffer,
      bodyRef: null,
    }

    const rolled = { ...env, [setting]: next.setting, [`${setting}_RETIRED`]: signer.setting }
    expect(await verifyStored(rolled, stored)).toEqual(body)

    const forgotten = { ...env, [setting]: next.setting, [`${setting}_RETIRED`]: '' }
    await expect(verifyStored(forgotten, stored)).rejects.toMatchObject({ code: 'conflict' })

    // Final as well, so that it keeps no other delivery from being replayed.
    const none = { ...env, [setting]: '', [`${setting}_RETIRED`]: '' }
    await expect(verifyStored(none, stored)).rejects.toMatchObject({
      code: 'conflict',
      details: { field: 'id' },
    })
  },
)

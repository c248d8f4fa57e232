import { env } from 'cloudflare:workers'
import { createExecutionContext } from 'cloudflare:test'
import { expect, it } from 'vitest'
import { senders } from '../../test/senders.ts'
import { utf8 } from '../../test/sign.ts'
import worker from '../index.ts'

it('Slack hears its challenge back when it has signed it, and not before', async () => {
  const slack = senders.find(({ source }) => source.name === 'slack')
  const signer = await slack?.aSigner()
  const body = utf8(JSON.stringify({ type: 'url_verification', challenge: 'c-1' }))
  const headers = signer && (await slack?.headers([signer], body, new Date()))
  const ask = (sent: Record<string, string> = {}) =>
    worker.fetch(
      new Request('https://gateway/webhooks/slack', { method: 'POST', headers: sent, body }),
      Object.assign({}, env, { SLACK_WEBHOOK_SECRET: signer?.setting }),
      createExecutionContext(),
    )

  expect(await (await ask(headers)).text()).toBe('c-1')
  expect((await ask()).status).toBe(401)
})

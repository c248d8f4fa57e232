import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { signedByGithub, utf8 } from '../test/sign.ts'
import { Deadline } from './deadline.ts'
import { letIn } from './let-in.ts'
import { github } from './sources/github.ts'

/** A webhook of GitHub's whose delivery id, which nothing signs, is so long. */
async function letInWithId(length: number) {
  const body = utf8('{}')
  const headers = await signedByGithub(body, { delivery: 'x'.repeat(length) })
  const request = new Request('https://gateway/', { method: 'POST', headers, body })
  return { request, letIn: letIn(env, github, request, new Date(), new Deadline(4_000)) }
}

it('keeps a header of 4,096 characters and refuses a longer one, by its name, before the body is read', async () => {
  const kept = await letInWithId(4_096)
  const tooLong = await letInWithId(4_097)

  expect((await kept.letIn).kept['x-github-delivery']).toHaveLength(4_096)
  await expect(tooLong.letIn).rejects.toMatchObject({
    code: 'too_large',
    details: { field: 'x-github-delivery', limit: '4096 characters' },
  })
  expect(tooLong.request.bodyUsed).toBe(false)
})

import { stubOutside } from '@repo/testing/outside-world'
import { beforeEach, describe, expect, it } from 'vitest'
import { aGitHub } from '../test/a-github.ts'
import { anInstalledTeam, aPush, handlePush } from '../test/a-push.ts'
import { reasonsOf, settlementsOf } from '../test/run.ts'
import { EARLIER, LATER, pushFiles, snippetsOf } from '../test/push-files.ts'

let github = aGitHub()

beforeEach(() => {
  github = aGitHub()
  stubOutside({ 'github.test': github.answer })
})

describe('GitHub', () => {
  it('is asked again after it failed', async () => {
    const team = await anInstalledTeam()
    let failuresLeft = 1
    github.refuse((request) => {
      if (failuresLeft-- > 0) return new Response('no', { status: 502 })
      github.refuse(undefined)
      return github.answer(request)
    })

    const { status, steps } = await pushFiles(github, team, 'c1', EARLIER, { 'a.txt': 'Otters.' })

    expect({ status, tries: steps['fetch-files-a.txt'] }).toEqual({ status: 'completed', tries: 2 })
  })

  it.each([
    ['not found for the moment', 404],
    ['forbidden for the moment', 403],
  ])('is asked again for a file that is %s, and no older version is lost', async (_, answer) => {
    const team = await anInstalledTeam()
    await pushFiles(github, team, 'c1', EARLIER, { 'a.txt': 'Old otters.' })
    github.refuse(() => new Response('no', { status: answer }))

    const push = await aPush({ ...team, commit: 'c2', at: LATER, commits: [{ modified: ['a.txt'] }] })

    const { status, steps, failure } = await handlePush(push, team)

    expect({ status, tries: steps['fetch-files-a.txt'] }).toEqual({ status: 'failed', tries: 5 })
    expect(failure?.steps).toEqual({ 'settle-failed': 1 })
    expect(await settlementsOf(push.data.deliveryId)).toMatchObject([
      { functionId: 'index-pushed-files', outcome: 'failed' },
    ])
    expect(await reasonsOf(push.data.deliveryId)).toEqual([expect.stringContaining('a.txt')])
    expect(await snippetsOf(team)).toEqual(['Old otters.'])
  })

  it('answers for one file alone: the others of the push are indexed', async () => {
    const team = await anInstalledTeam()
    github.refuse(({ url }) => (url.includes('b.txt') ? new Response('no', { status: 403 }) : undefined))

    const { status, error, steps } = await pushFiles(github, team, 'c1', EARLIER, {
      'a.txt': 'Otters.',
      'b.txt': 'More otters.',
      'c.txt': 'Most otters.',
    })

    expect(status).toBe('failed')
    expect(error?.message).toBe('1 of 3 files are missing: GitHub answered 403 for b.txt')
    expect(steps).toMatchObject({
      'fetch-files-a.txt': 1,
      'fetch-file-b.txt': 5,
      'announce-documents-a.txt': 1,
    })
    expect((await snippetsOf(team)).toSorted()).toEqual(['Most otters.', 'Otters.'])
  })

  it('gives at last what it did not give at first', async () => {
    const team = await anInstalledTeam()
    let failuresLeft = 2
    github.refuse(({ url }) =>
      url.includes('b.txt') && failuresLeft-- > 0 ? new Response('no', { status: 500 }) : undefined,
    )

    const { status } = await pushFiles(github, team, 'c1', EARLIER, {
      'a.txt': 'Otters.',
      'b.txt': 'More otters.',
    })

    expect(status).toBe('completed')
    expect((await snippetsOf(team)).toSorted()).toEqual(['More otters.', 'Otters.'])
  })

  it('is left alone where it asks us to wait', async () => {
    const team = await anInstalledTeam()
    let asked = 0
    github.refuse(() => {
      asked += 1
      return asked === 1 ? new Response('wait', { status: 429, headers: { 'retry-after': '7' } }) : undefined
    })

    const { status, steps } = await pushFiles(github, team, 'c1', EARLIER, {
      'a.txt': 'Otters.',
      'b.txt': 'Otters.',
    })

    expect({ status, tries: steps['fetch-files-a.txt'], asked }).toEqual({
      status: 'completed',
      tries: 2,
      asked: 3,
    })
  })

  it('is believed that a file is gone where it gives the commit', async () => {
    const team = await anInstalledTeam()
    await pushFiles(github, team, 'c1', EARLIER, { 'a.txt': 'Otters.', 'b.txt': 'More otters.' })
    github.commit('c2', { 'a.txt': null })

    await handlePush(
      await aPush({ ...team, commit: 'c2', at: LATER, commits: [{ modified: ['a.txt'] }] }),
      team,
    )

    expect(await snippetsOf(team)).toEqual(['More otters.'])
  })
})

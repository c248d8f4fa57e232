import { listTeamDocuments } from '@repo/db/documents'
import { stubOutside } from '@repo/testing/outside-world'
import { beforeEach, describe, expect, it } from 'vitest'
import { search } from '../../test/a-document.ts'
import { aGitHub } from '../../test/a-github.ts'
import { anInstalledTeam, aPush, handlePush } from '../../test/a-push.ts'
import { EARLIER, LATER, pushFiles, snippetsOf } from '../../test/push-files.ts'
import { db, explore, settlementsOf } from '../../test/run.ts'

let github = aGitHub()
let events: ReturnType<typeof stubOutside>['events']

beforeEach(() => {
  github = aGitHub()
  events = stubOutside({ 'github.test': github.answer }).events
})

describe('a push', () => {
  it('makes the files that it changed findable, and asks for no others', async () => {
    const team = await anInstalledTeam()

    await pushFiles(github, team, 'c1', EARLIER, {
      'guides/the otters.md': '# Otters\n\nThey swim.',
      'src/main.ts': 'otters()',
      'logo.png': 'otters',
    })

    expect(await search(team.authorization, 'otters')).toMatchObject([{ name: 'guides/the otters.md' }])
    expect(github.asked).toEqual(['/repos/acme/docs/guides/the otters.md@c1'])
    const [document] = await listTeamDocuments(db, team.teamId, 50)
    expect(document).toMatchObject({ source: 'github:acme/docs/guides/the otters.md', status: 'indexed' })
    expect(events).toContainEqual(expect.objectContaining({ id: `document-uploaded:${document?.id}#1` }))
  })

  it('replaces what an earlier one brought', async () => {
    const team = await anInstalledTeam()
    await pushFiles(github, team, 'c1', EARLIER, { 'a.txt': 'Old otters.' })

    await pushFiles(github, team, 'c2', LATER, { 'a.txt': 'New otters.' })

    expect(await snippetsOf(team)).toEqual(['New otters.'])
  })

  it('takes out what it removed', async () => {
    const team = await anInstalledTeam()
    await pushFiles(github, team, 'c1', EARLIER, { 'a.txt': 'Otters.', 'b.txt': 'More otters.' })

    await pushFiles(github, team, 'c2', LATER, { 'a.txt': null })

    expect(await snippetsOf(team)).toEqual(['More otters.'])
    expect(events.some(({ name }) => name === 'document/deleted')).toBe(true)
  })

  it('that comes late changes nothing', async () => {
    const team = await anInstalledTeam()
    await pushFiles(github, team, 'c2', LATER, {
      'a.txt': 'New otters.',
      'b.txt': 'Otters stay.',
      'c.txt': null,
    })

    await pushFiles(github, team, 'c1', EARLIER, {
      'a.txt': 'Old otters.',
      'b.txt': null,
      'c.txt': 'Otters that are gone.',
    })

    expect((await snippetsOf(team)).toSorted()).toEqual(['New otters.', 'Otters stay.'])
  })

  it.each([
    ['changes', 'Old otters.'],
    ['removes', null],
  ])('asks the branch where it %s what another of the same second brought', async (_, old) => {
    const team = await anInstalledTeam()
    await pushFiles(github, team, 'c2', LATER, { 'a.txt': 'New otters.' })
    github.refuse(({ url }) => (url.endsWith('ref=c1') ? new Response('no', { status: 500 }) : undefined))
    const late = await aPush({
      ...team,
      commit: 'c1',
      at: LATER,
      commits: [old === null ? { removed: ['a.txt'] } : { modified: ['a.txt'] }],
    })

    const { status } = await handlePush(late, team)

    expect(status).toBe('completed')
    expect(await snippetsOf(team)).toEqual(['New otters.'])
  })

  it('ends in the same documents, wherever the way from its webhook is cut off', async () => {
    const exploration = await explore({
      functions: ['handle-push', 'index-pushed-files'],
      async setup(engine) {
        github = aGitHub()
        stubOutside({ 'github.test': github.answer })
        const team = await anInstalledTeam()
        github.commit('c1', { 'a.txt': 'Otters.', 'b.txt': 'Gone otters.' })
        const before = [{ added: ['a.txt', 'b.txt'] }]
        await handlePush(await aPush({ ...team, commit: 'c1', at: EARLIER, commits: before }), team)
        github.commit('c2', { 'a.txt': 'New otters.', 'b.txt': null })
        const commits = [{ added: ['a.txt'], removed: ['b.txt'] }]
        const push = await aPush({ ...team, commit: 'c2', at: LATER, commits })
        stubOutside({ 'github.test': github.answer, ...engine })
        return { team, push }
      },
      play: (engine, { push }) => engine.send(push),
      async check({ team, push }, engine) {
        expect(await listTeamDocuments(db, team.teamId, 50)).toMatchObject([
          { version: 2, status: 'uploaded' },
        ])
        const said = (name: string) => new Set(engine.events.list({ name }).map(({ id }) => id))
        expect(said('repository/pushed')).toEqual(new Set([`repository-pushed:${push.data.deliveryId}#0`]))
        expect([said('document/uploaded').size, said('document/deleted').size]).toEqual([1, 1])
        const outcomes = (await settlementsOf(push.data.deliveryId)).map(({ outcome }) => outcome)
        expect(new Set(outcomes)).toEqual(new Set(['handled']))
      },
    })

    expect(exploration).toHaveSurvived()
  }, 60_000)

  it('says of a file that is not what its name promises what is wrong with it', async () => {
    const team = await anInstalledTeam()

    await pushFiles(github, team, 'c1', EARLIER, { 'a.md': 'GIF89a\u0000', 'b.txt': 'Otters.' })

    const documents = await listTeamDocuments(db, team.teamId, 50)
    expect(documents.find(({ name }) => name === 'a.md')).toMatchObject({
      status: 'failed',
      contentType: 'application/octet-stream',
      error: expect.stringContaining('GIF'),
    })
    expect(await snippetsOf(team)).toEqual(['Otters.'])
  })

  it.each([
    ['has become too large', new Uint8Array(20 * 1024 * 1024 + 1), 'too large'],
    ['is no text any more', 'GIF89a\u0000', 'GIF'],
    ['is empty now', '', 'empty'],
  ])('takes out what a file said before it %s, and says why', async (_, body, reason) => {
    const team = await anInstalledTeam()
    await pushFiles(github, team, 'c1', EARLIER, { 'a.md': 'Old otters.', 'b.txt': 'Otters.' })

    const { status } = await pushFiles(github, team, 'c2', LATER, { 'a.md': body })

    expect(status).toBe('completed')
    const documents = await listTeamDocuments(db, team.teamId, 50)
    expect(documents.find(({ name }) => name === 'a.md')).toMatchObject({
      status: 'failed',
      error: expect.stringContaining(reason),
      chunkCount: 0,
    })
    expect(await snippetsOf(team)).toEqual(['Otters.'])

    await pushFiles(github, team, 'c3', new Date(LATER.getTime() + 60_000), { 'a.md': 'Otters again.' })
    expect((await snippetsOf(team)).toSorted()).toEqual(['Otters again.', 'Otters.'])
  })

  it('keeps a name on one line', async () => {
    const team = await anInstalledTeam()

    await pushFiles(github, team, 'c1', EARLIER, { 'a\nb.md': 'Otters.' })

    expect(await search(team.authorization, 'otters')).toMatchObject([{ name: 'a b.md' }])
  })
})

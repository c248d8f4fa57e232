import { listTeamDocuments } from '@repo/db/documents'
import { stubOutside } from '@repo/testing/outside-world'
import { beforeEach, describe, expect, it } from 'vitest'
import { process, search } from '../../test/a-document.ts'
import { aGitHub } from '../../test/a-github.ts'
import { anInstalledTeam, aPush, handlePush } from '../../test/a-push.ts'
import { db } from '../../test/run.ts'

const EARLIER = new Date('2026-11-01T10:00:00Z')
const LATER = new Date('2026-11-01T11:00:00Z')

let github = aGitHub()
let events: ReturnType<typeof stubOutside>['events']

beforeEach(() => {
  github = aGitHub()
  events = stubOutside({ 'github.test': github.answer }).events
})

type Team = Awaited<ReturnType<typeof anInstalledTeam>>

/** A push of these files, worked on to the end. */
async function push(team: Team, commit: string, at: Date, files: Record<string, string | null>) {
  const paths = Object.keys(files)
  for (const path of paths) if (files[path] !== null) github.put(path, commit, files[path] ?? '')
  const modified = paths.filter((path) => files[path] !== null)
  const removed = paths.filter((path) => files[path] === null)
  const result = await handlePush(
    await aPush({ ...team, commit, at, commits: [{ modified, removed }] }),
    team,
  )
  for (const document of await listTeamDocuments(db, team.teamId, 50)) {
    if (document.status === 'uploaded') await process(document)
  }
  return result
}

const snippets = async ({ authorization }: Team) =>
  (await search(authorization, 'otters')).map(({ snippet }) => snippet)

describe('a push', () => {
  it('makes the files that it changed findable, and asks for no others', async () => {
    const team = await anInstalledTeam()

    await push(team, 'c1', EARLIER, {
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
    await push(team, 'c1', EARLIER, { 'a.txt': 'Old otters.' })

    await push(team, 'c2', LATER, { 'a.txt': 'New otters.' })

    expect(await snippets(team)).toEqual(['New otters.'])
  })

  it('takes out what it removed', async () => {
    const team = await anInstalledTeam()
    await push(team, 'c1', EARLIER, { 'a.txt': 'Otters.', 'b.txt': 'More otters.' })

    await push(team, 'c2', LATER, { 'a.txt': null })

    expect(await snippets(team)).toEqual(['More otters.'])
    expect(events.some(({ name }) => name === 'document/deleted')).toBe(true)
  })

  it('that comes late changes nothing', async () => {
    const team = await anInstalledTeam()
    await push(team, 'c2', LATER, { 'a.txt': 'New otters.', 'b.txt': 'Otters stay.', 'c.txt': null })

    await push(team, 'c1', EARLIER, { 'a.txt': 'Old otters.', 'b.txt': null })

    expect((await snippets(team)).toSorted()).toEqual(['New otters.', 'Otters stay.'])
  })

  it('asks the branch where another push of the same second was here before', async () => {
    const team = await anInstalledTeam()
    await push(team, 'c2', LATER, { 'a.txt': 'New otters.' })
    github.put('a.txt', 'main', 'New otters.')

    await push(team, 'c1', LATER, { 'a.txt': 'Old otters.' })

    expect(await snippets(team)).toEqual(['New otters.'])
  })

  it('ends in the same documents when its steps run twice', async () => {
    const team = await anInstalledTeam()
    github.put('a.txt', 'c1', 'Otters.')
    const event = await aPush({ ...team, commit: 'c1', commits: [{ added: ['a.txt'] }] })

    await handlePush(event, team, {
      onStep: (_: string, tried: number) => (tried === 0 ? 'forget' : undefined),
    })

    expect(await listTeamDocuments(db, team.teamId, 50)).toMatchObject([{ version: 1, status: 'uploaded' }])
    expect(new Set(events.map(({ id }) => id)).size).toBe(1)
  })

  it('says of a file that is not what its name promises what is wrong with it', async () => {
    const team = await anInstalledTeam()

    await push(team, 'c1', EARLIER, { 'a.md': 'GIF89a\u0000', 'b.txt': 'Otters.' })

    const documents = await listTeamDocuments(db, team.teamId, 50)
    expect(documents.find(({ name }) => name === 'a.md')).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('GIF'),
    })
    expect(await snippets(team)).toEqual(['Otters.'])
  })
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

    const { status, steps } = await push(team, 'c1', EARLIER, { 'a.txt': 'Otters.' })

    expect({ status, tries: steps['fetch-files-a.txt'] }).toEqual({ status: 'completed', tries: 2 })
  })

  it('is not asked again where it refuses', async () => {
    const team = await anInstalledTeam()
    github.refuse(() => new Response('no', { status: 403 }))

    const { status, steps, failure } = await push(team, 'c1', EARLIER, { 'a.txt': 'Otters.' })

    expect({ status, tries: steps['fetch-files-a.txt'] }).toEqual({ status: 'failed', tries: 1 })
    expect(failure?.steps).toEqual({ 'settle-failed': 1 })
  })
})

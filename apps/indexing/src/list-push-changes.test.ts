import { env } from 'cloudflare:workers'
import { listTeamDocuments } from '@repo/db/documents'
import { stubOutside } from '@repo/testing/outside-world'
import { beforeEach, describe, expect, it } from 'vitest'
import { aDocument } from '../test/a-document.ts'
import { aGitHub } from '../test/a-github.ts'
import { anInstalledTeam, aPush, handlePush } from '../test/a-push.ts'
import { EARLIER, LATER, pushFiles } from '../test/push-files.ts'
import { db } from '../test/run.ts'
import { storeDocument } from './store-document.ts'

let github = aGitHub()
let team: Awaited<ReturnType<typeof anInstalledTeam>>

/** Two files are known, of which the commit `c2` has one no more, and another instead. */
beforeEach(async () => {
  github = aGitHub()
  stubOutside({ 'github.test': github.answer })
  team = await anInstalledTeam()
  const first = { 'a.txt': 'Otters.', 'dropped.txt': 'Dropped otters.' }
  await pushFiles(github, team, 'c1', EARLIER, first)
  github.commit('c2', { 'a.txt': 'Otters.', 'dropped.txt': null, 'new.txt': 'New otters.' })
  github.asked.length = 0
})

const push = async (given: Partial<Parameters<typeof aPush>[0]>) =>
  handlePush(await aPush({ ...team, before: 'c1', commit: 'c2', at: LATER, ...given }), team)
const names = async () => (await listTeamDocuments(db, team.teamId, 50)).map(({ name }) => name).toSorted()
const asked = () => github.asked.map((place) => place.split('/').at(-1))

describe('a forced push', () => {
  it('takes out what it dropped, and asks for nothing else than what differs', async () => {
    github.compare('c2...c1', ['dropped.txt', 'main.ts'])
    github.compare('c1...c2', ['new.txt'])

    await push({ forced: true, commits: [{ added: ['new.txt'] }] })

    expect(await names()).toEqual(['a.txt', 'new.txt'])
    expect(asked()).toEqual(['dropped.txt@c2', 'new.txt@c2'])
  })

  it.each([
    ['knows what it dropped no more', () => {}],
    [
      'knows not all that it changed',
      () => {
        github.compare('c2...c1', [])
        github.compare(
          'c1...c2',
          Array.from({ length: 300 }, (_, i) => `src/${i}.ts`),
        )
      },
    ],
  ])('is held against the whole tree where GitHub %s', async (_, given) => {
    given()

    const { status } = await push({ forced: true })

    expect(status).toBe('completed')
    expect(await names()).toEqual(['a.txt', 'new.txt'])
  })

  it('indexes what it says, and fails, where the tree is too large to be listed', async () => {
    github.truncateTrees()

    const { status, error } = await push({ forced: true, commits: [{ added: ['new.txt'] }] })

    expect({ status, message: error?.message }).toEqual({
      status: 'failed',
      message: 'GitHub lists not all files of the repository: dropped ones may be found',
    })
    expect(await names()).toEqual(['a.txt', 'dropped.txt', 'new.txt'])
  })

  it('touches no document of another repository, and none that was uploaded', async () => {
    await aDocument({ team, name: 'uploaded.txt' })
    const source = 'github:acme/docs-old/old.txt'
    await storeDocument(
      { db, files: env.FILES },
      { ...team, source, name: 'old.txt', contentType: 'text/plain', asOf: EARLIER, bytes: undefined },
      EARLIER,
    )

    await push({ forced: true })

    expect(await names()).toEqual(['a.txt', 'new.txt', 'old.txt', 'uploaded.txt'])
  })
})

it('asks what has changed where a push has more commits than GitHub names', async () => {
  github.compare('c2...c1', [])
  github.compare('c1...c2', ['dropped.txt', 'new.txt'])

  await push({ commits: Array.from({ length: 2_048 }, () => ({})) })

  expect(await names()).toEqual(['a.txt', 'new.txt'])
})

it('reads the whole tree of a branch that is new', async () => {
  await push({ created: true, before: '0'.repeat(40) })

  expect(new Set(asked())).toEqual(new Set(['a.txt@c2', 'new.txt@c2']))
})

it.each(['acme/../secrets', 'acme', 'acme/docs?x=', 'a/b/c', 'acme/..'])(
  'reads no push to a repository called %s',
  async (repository) => {
    const { status, error } = await push({ repository, forced: true })

    expect({ status, message: error?.message }).toEqual({
      status: 'failed',
      message: expect.stringContaining('repository.full_name is unexpected'),
    })
  },
)

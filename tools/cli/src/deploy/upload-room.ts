import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Sentence } from '../sentence.ts'
import { at, type Tools } from './deployment.ts'
import type { RoomPlan } from './plan-deploy.ts'
import { RELEASE, writeRelease } from './release.ts'

/** Builds a worker and uploads it: deployed at once, or as a version that serves nobody yet. Answers the version's id. */
export async function uploadRoom(
  { wrangler, environment, source }: Tools,
  { room, release }: RoomPlan,
  tag: string,
  command: ['deploy'] | ['versions', 'upload'],
): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'millrace-deploy-'))
  try {
    const outputFile = join(dir, 'output.ndjson')
    const variable = `${RELEASE}:${writeRelease(release)}`
    const args = [...command, '--tag', tag, '--message', source, '--var', variable, ...at(room, environment)]
    await wrangler(args, { outputFile })
    return versionIn(await readFile(outputFile, 'utf8'))
  } finally {
    await rm(dir, { recursive: true })
  }
}

/** wrangler writes one JSON object a line about what it did. */
function versionIn(output: string): string {
  const entries = output
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { version_id?: string | null })
  const id = entries.map((entry) => entry.version_id).findLast(Boolean)
  if (id) return id
  throw new Sentence('wrangler uploaded, but does not say which version it made: run the deploy again')
}

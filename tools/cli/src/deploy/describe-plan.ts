import type { Plan, RoomPlan, Way } from './plan-deploy.ts'

/** What would change, in lines for a person. */
export function describePlan({ migrations, unsafe, rooms }: Plan, stages: readonly number[]): string {
  const lines = [
    migrations.length === 0 ? '  database    nothing to migrate' : '',
    ...migrations.map(({ name }) => `  database    ${name}`),
    ...unsafe.flatMap(({ migration, statements }) =>
      statements.flatMap(({ statement, because, instead }) => [
        `  ✗ ${migration}: ${statement}`,
        `      refused: ${because}.`,
        `      instead: ${instead}.`,
        `      If no deployed code needs it any more, say so in the migration: -- contract: <why>`,
      ]),
    ),
    ...rooms.flatMap((room) => describeRoom(room, stages)),
  ]
  return lines.filter(Boolean).join('\n')
}

function describeRoom({ room, way, runs, missingSecrets }: RoomPlan, stages: readonly number[]): string[] {
  return [
    `  ${room.app.padEnd(12)}${describeWay(way, stages)}`,
    ...runs.map(({ functionId, harms, text }) => `  ${harms ? '✗' : '·'} ${functionId} ${text}`),
    ...missingSecrets.map((name) => `  ✗ ${room.app} lacks the secret ${name}: run npm run setup`),
  ]
}

function describeWay(way: Way, stages: readonly number[]): string {
  if (way.kind === 'unchanged') return 'unchanged'
  if (way.kind === 'at once') return `deployed at once: ${way.why}`
  const start = way.uploaded ? 'goes on with its new version' : 'new version'
  return `${start}, ${stages.join(' %, ')} % of the traffic`
}

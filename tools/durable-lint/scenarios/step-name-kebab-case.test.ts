import { expect, it } from 'vitest'
import { anEngine } from './an-engine.ts'

type User = { id: string }

/** Greets all users of a team, from which Ada leaves after the first mail. */
async function aTeam(idOf: (user: User, index: number) => string) {
  const team: User[] = [{ id: 'ada' }, { id: 'bo' }, { id: 'cy' }]
  const greeted: string[] = []
  const { send } = await anEngine((inngest) => [
    inngest.createFunction({ id: 'greet', triggers: [{ event: 'team/created' }] }, async ({ step }) => {
      for (const [index, user] of team.entries()) {
        await step.run(idOf(user, index), () => {
          greeted.push(user.id)
          if (user.id === 'ada') team.shift()
        })
      }
    }),
  ])
  await send('team/created')
  return greeted
}

it('leaves out Bo, who moves up to the place that Ada had', async () => {
  expect(await aTeam((_, index) => `greet-${index}`)).not.toContain('bo')
})

it('greets everybody by id', async () => {
  expect(await aTeam(({ id }) => `greet-${id}`)).toEqual(['ada', 'bo', 'cy'])
})

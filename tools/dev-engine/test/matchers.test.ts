import { describe, expect, it } from 'vitest'
import type { Exploration, RunReport } from '../src/index.ts'
import '../src/vitest/index.ts'
import { anEngine } from './an-engine.ts'

async function aRun(functionId: 'journey' | 'broken'): Promise<RunReport> {
  const { engine } = await anEngine((inngest) => [
    inngest.createFunction(
      { id: 'journey', triggers: [{ event: 'shop/placed' }] },
      async ({ step, attempt }) => {
        await step.run('greet', () => {
          if (attempt === 0) throw new Error('not yet')
        })
        await step.sleep('wait', '3d')
        return { mails: 1 }
      },
    ),
    inngest.createFunction({ id: 'broken', triggers: [{ event: 'shop/broken' }], retries: 0 }, ({ step }) =>
      step.run('pay', () => {
        throw new Error('no such card')
      }),
    ),
  ])
  await engine.send({ name: functionId === 'journey' ? 'shop/placed' : 'shop/broken' })
  return engine.runs.waitFor({ functionId: `shop-${functionId}` })
}

const complaintOf = (act: () => void) => {
  try {
    act()
  } catch (error) {
    return (error as Error).message.replace(/\b01[0-9A-Z]{24}\b/, '<id>')
  }
  return undefined
}

describe('a run', () => {
  it('is told by what became of it, its steps and its sleeps', async () => {
    const journey = await aRun('journey')
    const broken = await aRun('broken')

    expect(journey).toHaveCompleted()
    expect(journey).toHaveCompleted({ mails: 1 })
    expect(journey).toHaveRunSteps(['greet', 'wait'])
    expect(journey).toHaveSlept('3d')
    expect(journey).not.toHaveCompleted({ mails: 2 })
    expect(journey).not.toHaveFailed()
    expect(journey).not.toHaveSlept('2d')
    expect(journey).not.toHaveRunSteps(['greet'])
    expect(broken).toHaveFailed()
    expect(broken).toHaveFailed('no such')
    expect(broken).toHaveFailed(/card$/)
    expect(broken).not.toHaveFailed('timeout')
    expect(broken).not.toHaveCompleted()
  })

  it('is shown whole, with its steps and errors, where it is not as expected', async () => {
    const journey = await aRun('journey')
    const broken = await aRun('broken')

    expect(complaintOf(() => expect(broken).toHaveCompleted())).toBe(
      'expected the run to have completed; it is\n\n' +
        'shop-broken <id>: Failed: no such card (2 executions)\n' +
        '  pay  StepFailed Failed, no such card',
    )
    expect(complaintOf(() => expect(journey).toHaveSlept('4d'))).toBe(
      'expected the run to have slept 4d; it is\n\n' +
        'shop-journey <id>: Completed (3 executions)\n' +
        '  greet  StepRun Completed in attempt 2\n' +
        '  wait   Sleep Completed after 3d',
    )
    expect(complaintOf(() => expect(journey).not.toHaveCompleted())).toContain('not to have completed')
    expect(complaintOf(() => expect(journey).toHaveRunSteps([]))).toContain('to have run the steps (none)')
  })
})

describe('an exploration', () => {
  const failed: Exploration = {
    runs: 7,
    skipped: 0,
    failures: [
      {
        trace: { faults: [{ fault: 'answer lost', call: 2 }] },
        error: new Error('2 payments were made'),
        text: 'answer lost of call 2',
      },
    ],
  }

  it('has survived when nothing failed', () => {
    expect({ ...failed, failures: [] }).toHaveSurvived()
    expect(failed).not.toHaveSurvived()
  })

  it('says what failed, why, and how to see it again', () => {
    expect(complaintOf(() => expect(failed).toHaveSurvived())).toBe(
      'expected nothing to fail in 7 runs; 1 did\n\n' +
        'answer lost of call 2\n' +
        '  2 payments were made\n' +
        '  replay(scenario, {"faults":[{"fault":"answer lost","call":2}]})',
    )
  })
})

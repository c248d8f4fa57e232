import type { Scenario } from '../scenario.ts'

/** What is registered, and with which options. */
export type Row = [description: string, options: Record<string, unknown>]

/** Registers a function with the options of each row, and marks what came of it. */
export const registration = (name: string, rows: readonly Row[]): Scenario => ({
  name,
  play: async ({ register, mark }) => {
    for (const [description, options] of rows) mark(`${description}: ${await register(options)}`)
  },
})

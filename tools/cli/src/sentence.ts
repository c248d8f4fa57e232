/** An error that is for the person at the terminal: one clear sentence, no stack. */
export class Sentence extends Error {}

/** Ends the process with a sentence where there is one, and with everything we know where there is not. */
export function failWith(error: unknown): never {
  console.error(
    `\n${error instanceof Sentence ? error.message : error instanceof Error ? error.stack : String(error)}`,
  )
  process.exit(1)
}

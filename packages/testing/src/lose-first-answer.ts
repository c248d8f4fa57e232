/** An `onStep` by which the answer of each step is lost the first time, as in a crash after the effect: the step runs again. */
export function loseFirstAnswer(_step: string, attempt: number): void {
  if (attempt === 0) throw new Error('the answer is lost')
}

import { progress } from '../start/progress.ts'

/** A row of the story's table. */
export type Scene = { came: string; answer: string; run: string; did: string; tookMs: number }

/** What a scene has to tell once it is played. */
export type Told = Omit<Scene, 'came' | 'tookMs'>

export async function scene(came: string, play: () => Promise<Told>): Promise<Scene> {
  const startedAt = performance.now()
  const told = await progress(came, play)
  return { came, ...told, tookMs: Math.round(performance.now() - startedAt) }
}

export const short = (id: string) => (id.length > 19 ? `${id.slice(0, 18)}…` : id)

type Run = { function_id: string; status: string; run_id: string }

export const describeRun = ({ function_id, status, run_id }: Run) =>
  `${function_id} …${run_id.slice(-6)} ${status.toLowerCase()}`

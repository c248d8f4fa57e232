import Table from 'cli-table3'
import type { Scene } from './scene.ts'

export function printStory(scenes: Scene[]): void {
  const table = new Table({
    head: ['came in', 'answered', 'became the run', 'did', 'took'],
    style: { head: [], border: [] },
  })
  for (const { came, answer, run, did, tookMs } of scenes) {
    table.push([came, answer, run, did, `${tookMs} ms`])
  }
  console.log(`\n${table.toString()}`)
}

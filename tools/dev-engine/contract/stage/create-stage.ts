import type { Inngest } from 'inngest'
import type { Stage } from '../scenario.ts'
import type { Props } from './props.ts'

const ANYWHERE = ''

export function createStage(inngest: Inngest, { venue, record, gates, meter }: Props): Stage {
  return {
    inngest,
    now: () => venue.now(),
    mark: (line) => record.mark(line),
    markTime: (line) => record.markTime(line),
    gate: (name) => gates.through(name),
    work: (place = ANYWHERE) => meter.work(place),
  }
}

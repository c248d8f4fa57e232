import type { SyncedApp } from '../store/apps.ts'
import type { StoredEvent } from '../events/event.ts'
import type { Run } from '../store/runs.ts'
import type { Step } from '../store/steps.ts'
import type { Change } from '../store/storage.ts'

const MOST_PARTS = 3

const STEP_STATUS: Record<Step['status'], string> = {
  Queued: 'planned',
  Sleeping: 'sleeps',
  Waiting: 'waits',
  Retrying: 'failed an attempt',
  Completed: 'completed',
  Failed: 'failed',
}

export interface WriteTeller {
  /** What the changes mean, such as `step charge of shop-pay completed, run of shop-pay completed`. */
  describe(changes: readonly Change[]): string
  /** Learns whose a run is. */
  note(change: Change): void
}

export function writeTeller(): WriteTeller {
  const functionOf = new Map<string, string>()

  const note = ({ table, record }: Change) => {
    if (table !== 'runs' || !record) return
    const { runId, functionId } = record as Run
    functionOf.set(runId, functionId)
  }

  const partOf = ({ table, record }: Change): string[] => {
    if (!record) return []
    switch (table) {
      case 'starts':
        return ['engine started']
      case 'apps':
        return [`app ${(record as SyncedApp).appId} synced`]
      case 'events':
        return eventPart(record as StoredEvent)
      case 'runs':
        return runPart(record as Run, functionOf)
      case 'steps':
        return [stepPart(record as Step, functionOf)]
      default:
        return []
    }
  }

  return {
    note,
    describe(changes) {
      const parts = changes.flatMap(partOf)
      changes.forEach(note)
      if (parts.length === 0) return `${tablesOf(changes)} changed`
      const more = parts.length - MOST_PARTS
      return [...parts.slice(0, MOST_PARTS), ...(more > 0 ? [`${more} more`] : [])].join(', ')
    },
  }
}

function tablesOf(changes: readonly Change[]): string {
  return [...new Set(changes.map(({ table }) => table))].join(' and ')
}

function eventPart({ name }: StoredEvent): string[] {
  return name.startsWith('inngest/') ? [] : [`event ${name} accepted`]
}

function runPart({ runId, functionId, status }: Run, known: ReadonlyMap<string, string>): string[] {
  if (status !== 'Running') return [`run of ${functionId} ${status.toLowerCase()}`]
  return known.has(runId) ? [] : [`run of ${functionId} started`]
}

function stepPart({ runId, name, status }: Step, functionOf: ReadonlyMap<string, string>): string {
  return `step ${name} of ${functionOf.get(runId) ?? 'an unknown function'} ${STEP_STATUS[status]}`
}

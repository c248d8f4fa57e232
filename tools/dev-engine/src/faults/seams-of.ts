import type { EngineOptions } from '../engine.ts'
import { createTransport } from '../execution/transport.ts'
import { memoryStorage } from '../store/memory-storage.ts'
import type { FaultPlan, Seams, FaultyEngine } from './create-plan.ts'
import { planFaults } from './plan-faults.ts'

/** What an engine reaches the outside through, with the faults in it that it is to have. */
export function seamsOf(
  { storage = memoryStorage(), transport, deliver, faults = [] }: EngineOptions,
  engine: FaultyEngine,
): Seams {
  const plan = isPlan(faults) ? faults : planFaults(faults)
  const given: Seams = {
    storage,
    transport: transport ?? createTransport(plan.clockOfApps(engine.clock)),
    deliver: deliver ?? ((events, accept) => accept(events)),
  }
  return isPlan(faults) || faults.length > 0 ? plan.wrap(engine, given) : given
}

function isPlan(faults: NonNullable<EngineOptions['faults']>): faults is FaultPlan {
  return 'wrap' in faults
}

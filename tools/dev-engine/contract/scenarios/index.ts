import type { Scenario } from '../scenario.ts'
import { batches } from './batches.ts'
import { cancellations } from './cancellations.ts'
import { checkpoints } from './checkpoints.ts'
import { concurrency } from './concurrency.ts'
import { crons } from './crons.ts'
import { debounces } from './debounces.ts'
import { deduplications } from './deduplications.ts'
import { events } from './events.ts'
import { expressions } from './expressions.ts'
import { faults } from './faults.ts'
import { failures } from './failures.ts'
import { interplays } from './interplays.ts'
import { invocations } from './invocations.ts'
import { keys } from './keys.ts'
import { limits } from './limits.ts'
import { parallel } from './parallel.ts'
import { priorities } from './priorities.ts'
import { rateLimits } from './rate-limits.ts'
import { registrationTexts } from './registration-texts.ts'
import { registrations } from './registrations.ts'
import { retries } from './retries.ts'
import { runs } from './runs.ts'
import { singletons } from './singletons.ts'
import { steps } from './steps.ts'
import { throttles } from './throttles.ts'
import { timeouts } from './timeouts.ts'
import { waits } from './waits.ts'

export const scenarios: Scenario[] = [
  ...steps,
  ...parallel,
  ...checkpoints,
  ...retries,
  ...failures,
  ...faults,
  ...waits,
  ...invocations,
  ...cancellations,
  ...timeouts,
  ...events,
  ...limits,
  ...expressions,
  ...deduplications,
  ...concurrency,
  ...throttles,
  ...rateLimits,
  ...debounces,
  ...batches,
  ...priorities,
  ...singletons,
  ...keys,
  ...interplays,
  ...crons,
  ...runs,
  ...registrationTexts,
  ...registrations,
]

import type { Check } from './check.ts'
import { durationString } from './checks/duration-string.ts'
import { effectOutsideStep } from './checks/effect-outside-step.ts'
import { eventTypesDefined } from './checks/event-types-defined.ts'
import { functionConcurrencyLimit } from './checks/function-concurrency-limit.ts'
import { functionsRegistered } from './checks/functions-registered.ts'
import { functionUniqueId } from './checks/function-unique-id.ts'
import { nestedStep } from './checks/nested-step.ts'
import { nondeterminismOutsideStep } from './checks/nondeterminism-outside-step.ts'
import { paymentIdempotency } from './checks/payment-idempotency.ts'
import { retryPolicy } from './checks/retry-policy.ts'
import { serveHandlerPresent } from './checks/serve-handler-present.ts'
import { stepNameKebabCase } from './checks/step-name-kebab-case.ts'
import { suppressionReason } from './checks/suppression-reason.ts'
import { swallowedError } from './checks/swallowed-error.ts'
import { unawaitedStep } from './checks/unawaited-step.ts'
import { variableSetInStep } from './checks/variable-set-in-step.ts'
import { waitForEventTimeout } from './checks/wait-for-event-timeout.ts'

/** Every check, by severity. */
export const checks: readonly Check[] = [
  serveHandlerPresent,
  functionUniqueId,
  functionsRegistered,
  waitForEventTimeout,
  paymentIdempotency,
  effectOutsideStep,
  nondeterminismOutsideStep,
  unawaitedStep,
  nestedStep,
  swallowedError,
  variableSetInStep,
  suppressionReason,
  stepNameKebabCase,
  functionConcurrencyLimit,
  eventTypesDefined,
  durationString,
  retryPolicy,
]

export const checkNamed = (name: string): Check | undefined => checks.find((check) => check.name === name)

import { z } from 'zod'
import { defineCheck } from '../check.ts'
import { ignoredCatches } from '../durable/swallowed/ignored-catches.ts'
import { ignoredErrorResults } from '../durable/swallowed/ignored-error-results.ts'
import { ignoredRejections } from '../durable/swallowed/ignored-rejections.ts'
import { uncheckedResponses } from '../durable/swallowed/unchecked-responses.ts'

export const swallowedError = defineCheck({
  name: 'swallowed-error',
  severity: 'error',
  what: 'What fails in a step makes the step fail: nothing only logs an error, ignores an `{ error }` or an HTTP status.',
  why: 'A step that returns counts as done for good: it is never tried again, and the run completes as if nothing had happened.',
  options: z.strictObject({
    /** More calls that return `{ error }` instead of throwing: `*` stands for a part of a name. */
    clients: z.array(z.string()).default([]),
  }),
  find({ file }, { clients }) {
    return [
      ...ignoredCatches(file),
      ...ignoredRejections(file),
      ...ignoredErrorResults(file, clients),
      ...uncheckedResponses(file),
    ]
  },
})

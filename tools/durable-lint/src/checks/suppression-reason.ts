import { z } from 'zod'
import { defineCheck } from '../check.ts'
import { suppressionsOf } from '../durable/suppressions.ts'

export const suppressionReason = defineCheck({
  name: 'suppression-reason',
  severity: 'error',
  what: 'A comment that lets a finding pass names the rule and the reason.',
  why: 'A finding that is only silenced goes on failing in production, and nobody can tell whether somebody thought about it.',
  options: z.strictObject({}),
  find({ file }) {
    return suppressionsOf(file.source)
      .filter(({ names, reason }) => names.length === 0 || reason === '')
      .map((node) => ({
        node,
        message:
          node.names.length === 0
            ? 'Name the rule that this comment lets pass, and the reason: `-- why`.'
            : `Say why ${node.names.join(', ')} may pass here: \`-- why\`. Until then nothing is let pass.`,
      }))
  },
})

import { z } from 'zod'
import { defineCheck } from '../check.ts'
import { ruleNames } from '../rule-names.ts'
import { type Suppression, suppressionsOf } from '../durable/suppressions.ts'

export const suppressionReason = defineCheck({
  name: 'suppression-reason',
  severity: 'error',
  what: 'A comment that lets a finding pass names the rule and the reason.',
  why: 'A finding that is only silenced goes on failing in production, and nobody can tell whether somebody thought about it.',
  options: z.strictObject({}),
  find({ file }) {
    return suppressionsOf(file.source).flatMap((node) => {
      const message = faultOf(node)
      return message === null ? [] : [{ node, message }]
    })
  },
})

function faultOf({ isKnown, names, reason }: Suppression): string | null {
  if (!isKnown) return 'Only durable-lint-disable-next-line lets a finding pass; this comment does nothing.'
  if (names.length === 0) return 'Name the rule that this comment lets pass, and the reason: `-- why`.'
  const unknown = names.filter((name) => !ruleNames.has(name))
  if (unknown.length > 0) {
    return `There is no rule ${unknown.join(', ')}; this comment lets nothing of it pass.`
  }
  if (reason !== '') return null
  return `Say why ${names.join(', ')} may pass here: \`-- why\`. Until then nothing is let pass.`
}

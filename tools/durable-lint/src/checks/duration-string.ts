import type { Node } from 'oxc-parser'
import { z } from 'zod'
import { defineCheck, type Finding } from '../check.ts'
import type { DurableFile } from '../durable/durable-file.ts'
import { durationOf, readOneUnit, readParts } from '../durable/duration.ts'
import { type Options, readOptions } from '../durable/options.ts'
import { argumentOf, rangeOf, stringOf } from '../source/ast.ts'
import { constantOf, numberOf } from '../source/constant-of.ts'

/** A place that takes a duration, and who reads it: the SDK for steps, the server for options. */
type Wanted = { node: Node; reader: 'sdk' | 'server' }

const TIMED_OPTIONS = [
  ['debounce', 'period'],
  ['debounce', 'timeout'],
  ['throttle', 'period'],
  ['rateLimit', 'period'],
  ['batchEvents', 'timeout'],
  ['timeouts', 'start'],
  ['timeouts', 'finish'],
] as const

export const durationString = defineCheck({
  name: 'duration-string',
  severity: 'warning',
  what: "Durations are strings with a unit, such as '1h', not numbers.",
  why: 'A number is read as milliseconds and a string that cannot be read as no time at all: the run goes on at once.',
  isFixable: true,
  options: z.strictObject({}),
  find({ file }) {
    return [...inSteps(file), ...inOptions(file)].flatMap((wanted): Finding[] => {
      const fault = faultOf(file, wanted)
      if (!fault) return []
      const { message, ms } = fault
      const text = ms === null ? null : durationOf(ms)
      if (text === null) return [{ node: wanted.node, message }]
      const hint = `${message} Write '${text}'.`
      return wanted.node.type === 'Identifier' || wanted.node.type === 'MemberExpression'
        ? [{ node: wanted.node, message: hint }]
        : [{ node: wanted.node, message: hint, fix: { range: rangeOf(wanted.node), text: `'${text}'` } }]
    })
  },
})

function inSteps({ steps, source }: DurableFile): Wanted[] {
  return steps.flatMap(({ call, tool }) => {
    const second = argumentOf(call, 1)
    if (!second) return []
    if (tool === 'sleep') return [{ node: second, reader: 'sdk' as const }]
    if (tool !== 'waitForEvent' && tool !== 'waitForSignal' && tool !== 'invoke') return []
    const timeout = readOptions(source, second).find('timeout')
    return timeout ? [{ node: timeout, reader: 'sdk' as const }] : []
  })
}

function inOptions({ functions, source }: DurableFile): Wanted[] {
  const within = (options: Options, name: string) => readOptions(source, options.find(name))
  return functions.flatMap(({ options }) => {
    const cancels = options.find('cancelOn')
    const entries = cancels?.type === 'ArrayExpression' ? cancels.elements : []
    const timeouts = entries.flatMap((it) => (it ? (readOptions(source, it).find('timeout') ?? []) : []))
    const periods = TIMED_OPTIONS.flatMap(([name, key]) => within(options, name).find(key) ?? [])
    return [
      ...timeouts.map((node) => ({ node, reader: 'sdk' as const })),
      ...periods.map((node) => ({ node, reader: 'server' as const })),
    ]
  })
}

function faultOf(
  { source }: DurableFile,
  { node, reader }: Wanted,
): { message: string; ms: number | null } | null {
  const number = numberOf(source, node)
  if (number !== null) return { message: `${number} is read as milliseconds.`, ms: number }
  const text = stringOf(constantOf(source, node))
  if (text === null) return null
  const oneUnit = readOneUnit(text)
  const parts = readParts(text)
  if (reader === 'server') {
    return parts === null ? { message: `Inngest cannot read the duration "${text}".`, ms: oneUnit } : null
  }
  if (oneUnit === null) {
    return {
      message: `The SDK cannot read the duration "${text}" and takes it as no time at all.`,
      ms: parts,
    }
  }
  if (/^[\d.]+$/.test(text)) {
    return { message: `"${text}" has no unit and is read as milliseconds.`, ms: null }
  }
  return oneUnit < 1000
    ? { message: `"${text}" is less than a second and is rounded up to '1s'.`, ms: 1000 }
    : null
}

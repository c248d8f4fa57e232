import type { Node } from 'oxc-parser'
import type { z } from 'zod'
import type { DurableFile } from './durable/durable-file.ts'
import type { Project } from './project/project.ts'

export type Severity = 'critical' | 'error' | 'warning'

export type Edit = { range: [number, number]; text: string }

/** `node` is whatever the finding points at. */
export type Finding = { node: Pick<Node, 'start' | 'end' | 'range'>; message: string; fix?: Edit }

export type Subject = { file: DurableFile; project: Project }

/** One thing that goes wrong in durable functions, and how to find it in a file. */
export type Check<Options = unknown> = {
  name: string
  severity: Severity
  /** What is asked, in a sentence. */
  what: string
  /** What happens otherwise, in a sentence. */
  why: string
  isFixable?: true
  options: z.ZodType<Options>
  find: (subject: Subject, options: Options) => Finding[]
}

/** Keeps the options of a check typed inside it, and hides their type from those who only run it. */
export const defineCheck = <Options>(check: Check<Options>): Check => check as unknown as Check

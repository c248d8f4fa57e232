import { join, resolve } from 'node:path'

const folder = resolve(import.meta.dirname, '../docs/rules')

/** The page of a rule, as a path on this machine. */
export const docsOf = (rule: string): string => join(folder, `${rule}.md`)
